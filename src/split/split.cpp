#include "split/split.h"
#include <set>
#include <algorithm>
namespace demarche { namespace {
using std::string; using sv=std::string_view;
struct Ch{char32_t c;uint32_t b,e;};
bool space(char32_t c){return c<=32||c==0xA0||c==0x200B||c==0xFEFF||c==0x2028||c==0x2029||c==0x3000||(c>=0x2000&&c<=0x200A)||c==0x85||(c>=0x7f&&c<0xa0);}
bool digit(char32_t c){return c>='0'&&c<='9';}
bool upper(char32_t c){return (c>='A'&&c<='Z')||(c>=0xC0&&c<=0xDE&&c!=0xD7);}
bool alpha(char32_t c){return (c>='A'&&c<='Z')||(c>='a'&&c<='z')||(c>=0xC0&&c!=0xD7&&c!=0xF7&&!(c>=0x2000&&c<=0x206F)&&c!=0x20AC);}
bool apos(char32_t c){return c=='\''||c==0x2019||c==0x2018;}
bool closeq(char32_t c){return c=='"'||c==0x201D||c=='\''||c==0x2019||c==')'||c==']'||c==0xBB;}
const std::set<string> kAbbr={"mr","mrs","ms","dr","gen","col","lt","sgt","capt","sen","rep","gov","st","no","jan","feb","mar","apr","jun","jul","aug","sept","sep","oct","nov","dec","rev","hon","prof","maj","adm","brig","cmdr","vs","etc","inc","corp","ltd","co","jr","sr","fig","al","pres","dept","mt","ft","ave","approx","est","e.g","i.e","cf"};
}
Done Splitter::run(Document&d)const{
 std::vector<Ch> t;const string&s=d.text;for(size_t i=0;i<s.size();){unsigned char c=s[i];int n=c<0x80?1:c<0xE0?2:c<0xF0?3:4;char32_t v=n==1?c:c&(0xFF>>(n+1));for(int k=1;k<n&&i+k<s.size();++k)v=v<<6|(s[i+k]&63);t.push_back({v,(uint32_t)i,(uint32_t)(i+n)});i+=n;}
 size_t n=t.size();auto at=[&](size_t i)->char32_t{return i<n?t[i].c:0;};
 Sentence cur;cur.first=0;bool newpar=true;auto close=[&](){Index last=(Index)d.tokens.size();if(last==cur.first)return;cur.last=last;cur.span={d.tokens[cur.first].span.begin,d.tokens.back().span.end};cur.new_paragraph=newpar;newpar=false;d.sentences.push_back(cur);cur=Sentence{};cur.first=last;};
 auto push=[&](size_t b,size_t e,bool j=false){Token k;k.span={t[b].b,t[e-1].e};k.joined=j;d.tokens.push_back(k);};
 size_t i=0;while(i<n){
  if(space(at(i))){int nl=0;while(i<n&&space(at(i))){nl+=at(i)=='\n';++i;}if(nl>=2){close();newpar=true;}continue;}
  size_t b=i;char32_t c=at(i);
  if(alpha(c)||digit(c)){
   while(i<n){char32_t x=at(i);if(alpha(x)||digit(x)){++i;continue;}
    if(x=='.'&&i>b&&alpha(at(i-1))&&alpha(at(i+1))&&(i-b==1||(i>=2&&at(i-2)=='.'))){++i;continue;}
    if(x=='.'&&(i-b==1||(i>=b+2&&at(i-2)=='.'))&&upper(at(i-1))&&!(alpha(at(i+1)))){++i;break;}
    if((x=='.'||x==','||x==':')&&digit(at(i-1))&&digit(at(i+1))){++i;continue;}
    if(x=='.'&&alpha(at(i-1))){string w;for(size_t k=b;k<i;++k)w+=at(k)<128?(char)tolower((int)at(k)):'?';if(kAbbr.count(w)&&(w!="no"||digit(at(i+2)))&&((w!="mar"&&w!="co")||space(at(i+1)))){++i;break;}if(!space(at(i+1))&&at(i+1)&&!upper(at(i+1))&&alpha(at(i+1))){++i;continue;}break;}
    if(apos(x)&&alpha(at(i-1))&&alpha(at(i+1))&&!upper(at(i+1)) ){size_t k=i+1;while(alpha(at(k)))++k;string w;for(size_t q=i+1;q<k;++q)w+=at(q)<128?(char)tolower((int)at(q)):'?';if(w=="s"||w=="re"||w=="ve"||w=="ll"||w=="d"||w=="m"||(w=="t"&&(at(i-1)=='n'||at(i-1)=='N')))break;++i;continue;}
    if(apos(x)&&alpha(at(i-1))&&(at(i+1)=='S'||at(i+1)=='T')&&!alpha(at(i+2)))break;
    break;}
   if(apos(at(i))&&(at(i+1)=='t'||at(i+1)=='T')&&!alpha(at(i+2))&&i-b>1){push(b,i-1);push(i-1,i+2,true);i+=2;}
   else {push(b,i);if(apos(at(i))&&alpha(at(i+1))){size_t k=i+1;while(alpha(at(k)))++k;if(k-i<=3){push(i,k,true);i=k;}}
    string w;for(size_t k=b;k<i;++k)w+=at(k)<128?(char)tolower((int)at(k)):'?';if(w=="cannot"){d.tokens.pop_back();push(b,b+3);push(b+3,i,true);}}
   continue;}
  if(c=='.'||c=='-'||c=='!'||c=='?'){while(at(i)==c)++i;push(b,i);}else{++i;if((c=='`'||c=='\'')&&at(i)==c)++i;push(b,i);}
  bool end=c=='!'||c=='?'||(c=='.'&&i-b==1)||(c=='.'&&i-b>=3&&space(at(i)));
  if(end){while(i<n&&closeq(at(i))&&!(alpha(at(i+1)))){push(i,i+1);++i;}
   size_t k=i;while(k<n&&space(at(k)))++k;if(k>=n||upper(at(k))||digit(at(k))||at(k)=='"'||at(k)==0x201C||at(k)=='('||at(k)==0x2018||at(k)=='-'||at(k)=='\'')close();}
 }
 close();d.mention_of.assign(d.tokens.size(),kNone);return Nothing{};}
}
