// Plain parser straight from the specification: stand-in until the fast one lands.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include "parse/parse.h"
namespace demarche {
namespace {
using std::string; using std::vector;
vector<char32_t> decode(std::string_view s){vector<char32_t> o;for(size_t i=0;i<s.size();){unsigned char c=s[i];int n=c<0x80?1:c<0xE0?2:c<0xF0?3:4;char32_t v=n==1?c:c&(0xFF>>(n+1));for(int k=1;k<n&&i+k<s.size();++k)v=v<<6|(s[i+k]&63);o.push_back(v);i+=n;}return o;}
string enc(char32_t c){string o;if(c<0x80)o+=char(c);else if(c<0x800){o+=char(0xC0|c>>6);o+=char(0x80|(c&63));}else if(c<0x10000){o+=char(0xE0|c>>12);o+=char(0x80|((c>>6)&63));o+=char(0x80|(c&63));}else{o+=char(0xF0|c>>18);o+=char(0x80|((c>>12)&63));o+=char(0x80|((c>>6)&63));o+=char(0x80|(c&63));}return o;}
string enc(const vector<char32_t>&v){string o;for(auto c:v)o+=enc(c);return o;}
vector<char32_t> normalise(std::string_view f){if(f=="''"||f=="``")return {'"'};if(f=="--"||f=="---")return {'-'};vector<char32_t> o;for(char32_t c:decode(f)){if(c==0x2018||c==0x2019||c==0x60||c==0xb4||c==0x2032)o.push_back('\'');else if(c==0x201c||c==0x201d||c==0x201e||c==0xab||c==0xbb)o.push_back('"');else if(c>=0x2012&&c<=0x2015)o.push_back('-');else if(c==0x2026){o.push_back('.');o.push_back('.');o.push_back('.');}else if(c==0xa0)o.push_back(' ');else o.push_back(c);}return o;}
char32_t low(char32_t o){if((o>=65&&o<=90)||(o>=0xC0&&o<=0xDE&&o!=0xD7)||(o>=0x391&&o<=0x3A9)||(o>=0x410&&o<=0x42F))return o+32;if((o>=0x100&&o<=0x137)||(o>=0x14A&&o<=0x177))return o%2==0?o+1:o;if(o>=0x400&&o<=0x40F)return o+80;return o;}
uint64_t hash(const string&s){uint64_t h=14695981039346656037ull;for(unsigned char b:s)h=(h^b)*1099511628211ull;return h^(h>>32);}
bool letter(char32_t c){return (c<128&&isalpha((int)c))||c>=0xC0;}
struct Tensor{const char*p;vector<size_t> shape;template<class T>const T*as()const{return reinterpret_cast<const T*>(p);}};
}
struct Parser::Net{
 string data; std::map<string,Tensor> t; nlohmann::json h; vector<string> upos,xpos,feats,lemma,name; vector<Relation> rel; vector<Tag> tags; int words,buckets; vector<int> tables; int dim,A,R; vector<int> dil; 
 template<class T>const T*get(const char*n)const{return t.at(n).as<T>();}
};
Result<Parser> Parser::load(const string& folder){auto n=std::make_unique<Net>();string path=folder+"/parser.bin";std::ifstream f(path,std::ios::binary);if(!f)return Error{Error::Code::not_found,path,0,0,"no weights here; check out models/ or run train/"};
 n->data.assign(std::istreambuf_iterator<char>(f),{});uint32_t len;std::memcpy(&len,n->data.data()+12,4);n->h=nlohmann::json::parse(n->data.substr(16,len));size_t start=(16+len+63)/64*64;
 for(auto&[k,v]:n->h["tensors"].items())n->t[k]={n->data.data()+start+v["offset"].get<size_t>(),v["shape"].get<vector<size_t>>()};
 auto&L=n->h["labels"];n->upos=L["upos"];n->xpos=L["xpos"];n->feats=L["feats"];for(auto&x:n->feats)if(x=="_")x="";n->lemma=L["lemma"];n->name=L["name"];
 for(string r:L["relation"]){Relation out=Relation::dep;for(int i=0;i<=(int)Relation::xcomp;++i)if(demarche::name((Relation)i)==r)out=(Relation)i;n->rel.push_back(out);}
 for(string r:n->upos){Tag out=Tag::X;for(int i=0;i<=(int)Tag::X;++i)if(demarche::name((Tag)i)==r)out=(Tag)i;n->tags.push_back(out);}
 auto&c=n->h["config"];n->words=c["words"];n->buckets=c["word_buckets"];n->tables=c["tables"].get<vector<int>>();n->dim=c["dim"];n->A=c["arc_dim"];n->R=c["rel_dim"];n->dil=c["dilations"].get<vector<int>>();
 return Parser(std::move(n));}
Parser::Parser(std::unique_ptr<const Net> n):net_(std::move(n)){}
Parser::Parser(Parser&&)noexcept=default;Parser&Parser::operator=(Parser&&)noexcept=default;Parser::~Parser()=default;
static void ln(const float*x,float*h,int D){float m=0,v=0;for(int i=0;i<D;++i)m+=x[i];m/=D;for(int i=0;i<D;++i)v+=(x[i]-m)*(x[i]-m);v=1/std::sqrt(v/D+1e-5f);for(int i=0;i<D;++i)h[i]=(x[i]-m)*v;}
static void lin(const int8_t*W,const float*ws,const float*b,const int8_t*q,float s,int N,int K,float*o){for(int n=0;n<N;++n){int32_t a=0;const int8_t*w=W+(size_t)n*K;for(int k=0;k<K;++k)a+=(int)w[k]*q[k];o[n]=a*(s*ws[n])+b[n];}}
static void quant(const float*x,int8_t*q,float s,int N,int lo){for(int i=0;i<N;++i)q[i]=(int8_t)std::clamp((int)std::lrint(x[i]/s),lo,127);}
Done Parser::run(Document&d)const{const Net&N=*net_;int D=N.dim;
 for(auto&s:d.sentences){int n=s.last-s.first;if(n<=0)continue;vector<vector<char32_t>> nf(n);int lettered=0,caps=0,anyup=0;
  for(int i=0;i<n;++i){auto&t=d.tokens[s.first+i];nf[i]=normalise(d.of(t.span));int L=0,U=0;for(auto c:nf[i]){L+=letter(c);U+=letter(c)&&low(c)!=c;}if(L){++lettered;caps+=L>=2&&U==L;}anyup+=U>0;}
  bool caseless=lettered>=4&&(caps>=0.8*lettered||!anyup);
  vector<float> x(n*D,0.f),h(n*D);vector<int8_t> q((n+8)*D);
  const int8_t*E=N.get<int8_t>("embed");const float*es=N.get<float>("embed_scale");const uint64_t*keys=N.get<uint64_t>("word_keys");const int32_t*wr=N.get<int32_t>("word_rows");size_t nk=N.t.at("word_keys").shape[0];
  for(int i=0;i<n;++i){vector<char32_t> lo;for(auto c:nf[i])lo.push_back(c>='0'&&c<='9'?'0':low(c));auto H=hash(enc(lo));auto it=std::lower_bound(keys,keys+nk,H);int rows[6];rows[0]=it!=keys+nk&&*it==H?wr[it-keys]:N.words+(int)(H%N.buckets);
   auto pre=[&](int k){return enc(vector<char32_t>(lo.begin(),lo.begin()+std::min<size_t>(k,lo.size())));};auto suf=[&](int k){return enc(vector<char32_t>(lo.end()-std::min<size_t>(k,lo.size()),lo.end()));};
   string sh=i==0?"^":"";string last;int run=0;for(auto c:nf[i]){string z=low(c)!=c?"X":c>='0'&&c<='9'?"d":letter(c)?"x":enc(c);if(caseless&&(z=="X"||z=="x"))z="c";run=z==last?run+1:1;last=z;if(run<=2)sh+=z;}
   string parts[5]={"p"+pre(3),"s"+suf(2),"t"+suf(3),"u"+suf(4),"h"+sh};int base=N.words+N.buckets;for(int k=0;k<5;++k){rows[k+1]=base+(int)(hash(parts[k])%N.tables[k]);base+=N.tables[k];}
   for(int k=0;k<6;++k)for(int j=0;j<D;++j)x[i*D+j]+=E[(size_t)rows[k]*D+j]*es[rows[k]];}
  for(size_t l=0;l<N.dil.size();++l){string p="conv"+std::to_string(l);float sc=*N.get<float>((p+".scale").c_str());const int8_t*W=N.get<int8_t>((p+".weight").c_str());const float*ws=N.get<float>((p+".wscale").c_str());const float*b=N.get<float>((p+".bias").c_str());
   std::fill(q.begin(),q.end(),0);for(int i=0;i<n;++i){ln(&x[i*D],&h[i*D],D);quant(&h[i*D],&q[(i+4)*D],sc,D,-128);}
   vector<int8_t> in(3*D);vector<float> o(D);for(int i=0;i<n;++i){for(int tap=0;tap<3;++tap){int r=i+4+(tap-1)*N.dil[l];std::memcpy(&in[tap*D],&q[(size_t)r*D],D);}lin(W,ws,b,in.data(),sc,D,3*D,o.data());for(int j=0;j<D;++j)x[i*D+j]+=std::max(0.f,o[j]);}}
  int NO=(int)N.t.at("out.bias").shape[0];float os=*N.get<float>("out.scale");vector<float> o((size_t)n*NO);for(int i=0;i<n;++i){ln(&x[i*D],&h[i*D],D);vector<int8_t> qq(D);quant(&h[i*D],qq.data(),os,D,-128);lin(N.get<int8_t>("out.weight"),N.get<float>("out.wscale"),N.get<float>("out.bias"),qq.data(),os,NO,D,&o[(size_t)i*NO]);}
  int A=N.A,R=N.R;size_t c0=0,c1=N.upos.size(),c2=c1+N.xpos.size(),c3=c2+N.feats.size(),c4=c3+N.lemma.size(),c5=c4+N.name.size();
  auto am=[&](int i,size_t a,size_t b){const float*r=&o[(size_t)i*NO];return (size_t)(std::max_element(r+a,r+b)-(r+a));};
  for(int i=0;i<n;++i){auto&t=d.tokens[s.first+i];t.tag=N.tags[am(i,c0,c1)];t.xpos=N.xpos[am(i,c1,c2)];t.features=N.feats[am(i,c2,c3)];
   const string&rule=N.lemma[am(i,c3,c4)];if(rule[0]=='=')t.lemma=rule.substr(1);else{auto b1=rule.find('|'),b2=rule.rfind('|');size_t cut=std::stoul(rule.substr(0,b1));vector<char32_t> f=nf[i];char cs=rule[b2+1];if(cut>f.size())t.lemma=enc(f);else{if(cs!='k')for(auto&c:f)c=low(c);if(cs=='c'&&!f.empty()){char32_t u=f[0];if(u>='a'&&u<='z')f[0]=u-32;else if(u>=0xe0&&u<=0xfe)f[0]=u-32;}f.resize(f.size()-cut);t.lemma=enc(f)+rule.substr(b1+1,b2-b1-1);}}
   t.name_tag=0;const string&nm=N.name[am(i,c4,c5)];static const char*kinds[]={"person","organization","place","nationality"};if(nm!="O")for(int k=0;k<4;++k)if(nm.substr(2)==kinds[k])t.name_tag=(uint8_t)(nm[0]=='B'?1+2*k:2+2*k);}
  vector<int8_t> qt(n*A),qe((n+1)*A);float ds=*N.get<float>("arc.dep_scale"),ts=*N.get<float>("arc.t_scale"),hs=*N.get<float>("arc.head_scale");
  for(int i=0;i<n;++i){const float*r=&o[(size_t)i*NO]+c5;vector<float> z(A),t(A);vector<int8_t> qd(A);for(int k=0;k<A;++k)z[k]=std::max(0.f,r[k]);quant(z.data(),qd.data(),ds,A,0);lin(N.get<int8_t>("arc.weight"),N.get<float>("arc.wscale"),N.get<float>("arc.bias"),qd.data(),ds,A,A,t.data());quant(t.data(),&qt[i*A],ts,A,-127);for(int k=0;k<A;++k)z[k]=std::max(0.f,r[A+k]);quant(z.data(),&qe[i*A],hs,A,0);}
  std::memcpy(&qe[n*A],N.get<int8_t>("arc.root"),A);const float*dist=N.get<float>("arc.distance");float rb=*N.get<float>("arc.root_bias");
  auto score=[&](int i,int j){int32_t a=0;for(int k=0;k<A;++k)a+=(int)qt[i*A+k]*qe[j*A+k];return a*(ts*hs)+(j==n?rb:dist[std::clamp(j-i,-20,20)+20]);};
  vector<int> head(n);int root=0;float bestroot=-1e30f;vector<vector<float>> S(n,vector<float>(n+1));
  for(int i=0;i<n;++i){float b=-1e30f;for(int j=0;j<=n;++j)if(j!=i){S[i][j]=score(i,j);if(S[i][j]>b){b=S[i][j];}}float m=-1e30f;for(int j=0;j<n;++j)if(j!=i)m=std::max(m,S[i][j]);if(S[i][n]-m>bestroot){bestroot=S[i][n]-m;root=i;}}
  for(int i=0;i<n;++i){if(i==root){head[i]=-1;continue;}int bj=-1;for(int j=0;j<n;++j)if(j!=i&&(bj<0||S[i][j]>S[i][bj]))bj=j;head[i]=bj;}
  for(int round=0;round<n;++round){vector<int> st(n,0);int bad=-1;for(int i=0;i<n&&bad<0;++i){int k=i;while(k>=0&&st[k]==0){st[k]=i+1;k=head[k];}if(k>=0&&st[k]==i+1)bad=k;}if(bad<0)break;
    vector<char> inc(n,0);int k=bad;do{inc[k]=1;k=head[k];}while(k!=bad);vector<char> below(n,0);for(int i=0;i<n;++i){int k2=i,steps=0;while(k2>=0&&!inc[k2]&&steps++<n)k2=head[k2];below[i]=k2>=0&&steps<n;}
    int bi=-1,bj=-1;float loss=1e30f;for(int i=0;i<n;++i)if(inc[i])for(int j=0;j<n;++j)if(!below[j]&&!inc[j]){float L=S[i][head[i]]-S[i][j];if(L<loss){loss=L;bi=i;bj=j;}}if(bi<0)break;head[bi]=bj;}
  float rs=*N.get<float>("rel.scale");int NR=(int)N.rel.size();
  for(int i=0;i<n;++i){auto&t=d.tokens[s.first+i];t.head=head[i]<0?kNone:s.first+head[i];if(head[i]<0){t.relation=Relation::root;continue;}const float*a=&o[(size_t)i*NO]+c5+2*A;const float*b=&o[(size_t)head[i]*NO]+c5+2*A+R;vector<float> z(R),sc(NR);for(int k=0;k<R;++k)z[k]=std::max(0.f,a[k]+b[k]);vector<int8_t> qz(R);quant(z.data(),qz.data(),rs,R,0);lin(N.get<int8_t>("rel.weight"),N.get<float>("rel.wscale"),N.get<float>("rel.bias"),qz.data(),rs,NR,R,sc.data());int br=-1;for(int r=0;r<NR;++r)if(N.rel[r]!=Relation::root&&(br<0||sc[r]>sc[br]))br=r;t.relation=N.rel[br];}
 }
 return Nothing{};}
}
