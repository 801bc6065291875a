// See tabari.h. A name and its synonyms share the codes that follow, up to the next name. Years of two digits above 30 are of the
// last century, as in TABARI. Dates of codes: 910114-930201, >910114, <910114, also with eight digits.
#include "who/tabari.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/file.h"
#include "who/knowledge.h"

namespace demarche {
namespace {

constexpr std::size_t kMostForms = 1000;  // of one agent by its sets

using Text = std::string_view;

bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
Text trimmed(Text t) {
  const auto begin = t.find_first_not_of(" \t\r");
  return begin == Text::npos ? Text{} : t.substr(begin, t.find_last_not_of(" \t\r") - begin + 1);
}

/// "KOFI_ANNAN_" -> "Kofi Annan"; short words of capitals stay ("UN").
std::string plain_name(Text name) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char c = name[i] == '_' || name[i] == '|' || name[i] == '\t' ? ' ' : name[i];
    if (c == ' ' || (!out.empty() && out.back() == '-')) begin = i + (c == ' ');
    if (i > begin && upper(c)) c = static_cast<char>(c - 'A' + 'a');
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.find(' ') == std::string::npos && out.size() <= 4)
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// "860114" or "19860114" -> "1986-01-14"; "" if it is no day.
std::string iso_date(Text digits) {
  std::string year;
  if (digits.size() == 8) {
    year = std::string(digits.substr(0, 4));
  } else if (digits.size() == 6) {
    year = (digits.substr(0, 2) > "30" ? "19" : "20") + std::string(digits.substr(0, 2));
  } else {
    return "";
  }
  const Text rest = digits.substr(digits.size() - 4);
  std::string iso = year + '-' + std::string(rest.substr(0, 2)) + '-' + std::string(rest.substr(2));
  return day_number(iso) < 0 ? "" : iso;
}

struct Code {
  std::string country, sector, from, to;
};

class Reader {
 public:
  Reader(const std::string& path, const std::map<std::string, std::string, std::less<>>& sectors) : path_(path), sectors_(sectors) {}
  TabariTables read(Text bytes) {
    out_.actors = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n";
    for (number_ = 1; !bytes.empty(); ++number_) {
      const auto end = bytes.find('\n');
      line(bytes.substr(0, end));
      bytes = end == Text::npos ? Text{} : bytes.substr(end + 1);
    }
    flush();
    return std::move(out_);
  }

 private:
  void note(const std::string& message) { out_.notes.push_back({Error::Code::bad_format, path_, number_, 0, message}); }

  void line(Text text) {
    text = trimmed(text.substr(0, std::min(text.find('#'), text.find(';'))));
    if (text.empty()) return;
    if (text[0] == '!' && text.find('=') != Text::npos) return set(text);
    const auto open = text.find('[');
    const Text name = trimmed(text.substr(0, std::min(open, text.find('{'))));
    if (name.starts_with('+')) {
      if (names_.empty()) return note("a synonym (+) without a name before it");
      names_.push_back(plain_name(name.substr(1)));
    } else if (!name.empty()) {
      flush();
      started_ = number_;
      names_ = {plain_name(name)};
    }
    const Text codes = open == Text::npos ? Text{} : text.substr(open);
    if (codes.starts_with("[~")) return agent(name, text, codes);
    this->codes(codes);
  }

  /// !PERSON! = MAN, MEN
  void set(Text text) {
    const auto stop = text.find('!', 1);
    if (stop == Text::npos || stop > text.find('=')) return note("a set is written !NAME! = WORD, WORD");
    if (text.find('!', stop + 1) != Text::npos)
      return note("the words of a set can't be sets: write them out");  // one that names itself has no end
    std::vector<std::string>& words = sets_[std::string(text.substr(0, stop + 1))];
    for (Text rest = text.substr(text.find('=') + 1); !rest.empty();) {
      const auto comma = rest.find(',');
      if (const Text word = trimmed(rest.substr(0, comma)); !word.empty()) words.emplace_back(word);
      rest = comma == Text::npos ? Text{} : rest.substr(comma + 1);
    }
  }

  /// [GTMGOV 860114-910114][GTMELI]
  void codes(Text text) {
    while (!text.empty()) {
      const auto close = text.find(']');
      if (text[0] != '[' || close == Text::npos)
        return note("not understood: " + std::string(text) + " (codes stand in brackets, [USAGOV 010120-090120])");
      Text inside = trimmed(text.substr(1, close - 1));
      text = trimmed(text.substr(close + 1));
      if (names_.empty()) {
        note("a code without a name before it");
        continue;
      }
      const auto blank = inside.find_first_of(" \t<>");
      Code code;
      if (split(inside.substr(0, blank), code) && dates(blank == Text::npos ? Text{} : trimmed(inside.substr(blank)), code))
        codes_.push_back(code);
    }
  }

  bool dates(Text text, Code& code) {
    if (text.empty()) return true;
    const bool after = text[0] == '>', before = text[0] == '<';
    if (after || before) text = trimmed(text.substr(1));
    const auto dash = text.find('-');
    const std::string first = iso_date(trimmed(text.substr(0, dash)));
    const std::string last = dash == Text::npos ? "" : iso_date(trimmed(text.substr(dash + 1)));
    if (first.empty() || (dash == Text::npos ? !after && !before : after || before || last.empty() || last < first)) {
      note("no date or range of dates: '" + std::string(text) + "' (860114-910114, >860114, <860114)");
      return false;
    }
    code.from = before ? "" : first;
    code.to = before ? first : last;
    return true;
  }

  /// USAGOVMIL -> USA, "GOV MIL"
  bool split(Text text, Code& code) {
    if (text.size() < 3 || text.size() % 3 != 0 || !std::all_of(text.begin(), text.end(), upper)) {
      note("no code: '" + std::string(text) + "' (letters in threes, country first: USAGOV)");
      return false;
    }
    static constexpr Text kBodies[] = {"IGO", "NGO", "NGM", "MNC", "IMG", "UNO"};
    static constexpr Text kRegions[] = {"INT", "AFR", "ASA", "EUR", "MEA", "CAU", "CFR", "EAF", "WAF", "SAF", "NAF", "CAS",
                                        "CEU", "EEU", "SCN", "SAS", "SEA", "EIN", "LAM", "CRB", "NMR", "PGS", "WST", "CRM"};
    const Text first = text.substr(0, 3);
    std::size_t at = 3;
    if (first == "NGM") {
      code.country = "NGO";
    } else if (std::find(std::begin(kBodies), std::end(kBodies), first) != std::end(kBodies)) {
      code.country = std::string(first);
    } else if (sectors_.contains(first)) {
      at = 0;  // "[ELI]": a role of no nation
    } else if (std::find(std::begin(kRegions), std::end(kRegions), first) == std::end(kRegions)) {
      code.country = std::string(first);
    }
    for (; at < text.size(); at += 3) {
      const Text part = text.substr(at, 3);
      if (code.country == "IGO" && (part == "UNO" || part == "EUR" || part == "EEC")) {
        code.country = part == "UNO" ? "UNO" : "EUR";
        continue;
      }
      const auto sector = sectors_.find(part);
      if (sector == sectors_.end())
        note("PLOVER has no sector for " + std::string(part) + " in " + std::string(text) + ": left out of the code");
      else if (sector->second != "-" && code.sector.find(sector->second) == std::string::npos && code.country != "NGO")
        code.sector += (code.sector.empty() ? "" : " ") + sector->second;
    }
    return true;
  }

  /// FARM_WORKER {FARM_WORKERS} [~AGR];  CATTLE!PERSON! [~AGR]
  void agent(Text name, Text text, Text codes) {
    names_.clear();
    codes_.clear();
    const auto close = codes.find(']');
    const Text role = close == Text::npos ? Text{} : trimmed(codes.substr(2, close - 2));
    const auto sector = sectors_.find(role.substr(0, 3));
    if (name.empty() || sector == sectors_.end())
      return note("no agent: '" + std::string(text) + "' (a noun and a role of CAMEO, RANCHER [~AGR])");
    std::vector<std::string> forms = {std::string(name)};
    if (const auto brace = text.find('{'); brace != Text::npos && text.find('}') != Text::npos)
      forms.emplace_back(text.substr(brace + 1, text.find('}') - brace - 1));
    for (const auto& [mark, words] : sets_)
      for (std::size_t i = 0; i < forms.size(); ++i)
        if (const auto at = forms[i].find(mark); at != std::string::npos) {
          if (forms.size() + words.size() > kMostForms)
            return note("too many forms: '" + std::string(text) + "' (its sets have more than a thousand together)");
          const std::string whole = forms[i];
          for (std::size_t w = 0; w < words.size(); ++w) {
            std::string form = whole.substr(0, at) + words[w] + whole.substr(at + mark.size());
            if (w == 0)
              forms[i] = form;
            else
              forms.push_back(form);
          }
        }
    for (std::string& form : forms) {
      for (char& c : form) c = c == '_' ? ' ' : upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
      const std::string clean(trimmed(form));
      if (!clean.empty() && clean.find('\t') == std::string::npos)
        out_.agents += clean + '\t' + (sector->second == "-" ? "?" : sector->second) + "\tperson\n";
    }
  }

  void flush() {
    if (!names_.empty() && codes_.empty()) {
      const auto here = std::exchange(number_, started_);
      note("a name without a code: '" + names_[0] + "'");
      number_ = here;
    }
    for (const Code& c : codes_) {
      const bool person = (c.sector.starts_with("GOV") || c.sector.starts_with("ELI")) && (!c.from.empty() || !c.to.empty()) &&
                          names_[0].find(' ') != std::string::npos;
      const char* kind = person ? "person"
                         : c.sector.empty() && c.country != "IGO" && c.country != "UNO" && c.country != "EUR" && c.country != "NGO" &&
                                 c.country != "IMG" && c.country != "MNC"
                             ? "demonym"
                             : "organisation";
      std::string aliases;
      for (std::size_t i = 1; i < names_.size(); ++i) aliases += (i > 1 ? "|" : "") + names_[i];
      out_.actors += "T-" + names_[0] + '\t' + names_[0] + '\t' + aliases + '\t' + c.country + '\t' + c.sector + "\t\t" + c.from + '\t' +
                     c.to + '\t' + kind + "\t\t" + path_ + ':' + std::to_string(started_) + '\n';
    }
    names_.clear();
    codes_.clear();
  }

  const std::string& path_;
  const std::map<std::string, std::string, std::less<>>& sectors_;
  std::map<std::string, std::vector<std::string>> sets_;
  TabariTables out_;
  std::vector<std::string> names_;
  std::vector<Code> codes_;
  std::uint64_t number_ = 0, started_ = 0;
};

}  // namespace

Result<TabariTables> read_tabari(std::string_view bytes, const std::string& path, const std::string& folder) {
  const std::string table = folder + "/actors/import/cameo_sectors.tsv";
  const auto file = MappedFile::open(table);
  if (!file) return file.error();
  std::map<std::string, std::string, std::less<>> sectors;
  for (Text rest = file->bytes(); !rest.empty();) {
    const auto end = rest.find('\n');
    const Text line = rest.substr(0, end);
    rest = end == Text::npos ? Text{} : rest.substr(end + 1);
    if (const auto tab = line.find('\t'); tab != Text::npos && line[0] != '#') sectors.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  return Reader(path, sectors).read(bytes);
}

}  // namespace demarche
