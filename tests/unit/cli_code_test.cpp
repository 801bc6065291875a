// From an archive to a database and back out: code, recode, find, series, export, as their users run them.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <thread>

#include "dump.h"
#include "program.h"

namespace demarche {
namespace {

using Json = nlohmann::json;
using tests::ask;
using tests::dump;
using tests::Folder;
using tests::Ran;
using tests::run;

#if defined(__SANITIZE_ADDRESS__)
constexpr int kKills = 6;  // each run is slow under the sanitizers
#else
constexpr int kKills = 50;
#endif

/// Documents as JSON lines: every third a copy of an earlier one under another headline, and one that is broken.
std::string archive(int count) {
  static const char* const kActs[] = {"Kenya rejected a plan by Uganda to send soldiers.",
                                      "The United States imposed sanctions on Russia.",
                                      "France will send aid to Ukraine.",
                                      "China has not attacked Taiwan.",
                                      "Protesters marched against the government of Sudan.",
                                      "Turkey accused Greece of arming rebels."};
  std::string out;
  for (int i = 0; i < count; ++i) {
    const int of = i % 3 == 2 ? i - 2 : i;
    std::string text = std::string(kActs[of % 6]) + " ";
    for (int k = 0; k < 12; ++k) text += "The minister read item " + std::to_string(of * 12 + k) + " of the list to the reporters. ";
    if (i % 3 == 2) text = "Report from the capital.\n\n" + text;
    char day[16];
    std::snprintf(day, sizeof day, "2024-%02d-%02d", 1 + of % 12, 1 + of % 28);
    out += Json{{"doc", "d" + std::to_string(i)},
                {"date", day},
                {"url", "https://x.org/" + std::to_string(i)},
                {"title", "Title " + std::to_string(i)},
                {"publisher", i % 2 == 0 ? "Daily" : "Wire"},
                {"text", text}}
               .dump() +
           "\n";
    if (i == 4) out += "{\"doc\": \"broken\", \n";
  }
  return out;
}

std::string quoted(const std::string& path) {
  return "'" + path + "'";
}

std::vector<Json> lines_of(const std::string& out) {
  std::vector<Json> list;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) list.push_back(Json::parse(line));
  return list;
}

/// One database for all tests that only ask.
class Archive : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder;
    folder_->write("news.jsonl", archive(36));
    coded_ = new Ran(run("demarche", "code " + quoted(folder_->file("news.jsonl")) + " --into " + quoted(db()) + " --errors " +
                                         quoted(folder_->file("errors.tsv"))));
  }
  static void TearDownTestSuite() {
    delete coded_;
    delete folder_;
  }
  static std::string db() { return folder_->file("events.db"); }
  static Ran asked(const std::string& command, const std::string& options) {
    return run("demarche", command + " --in " + quoted(db()) + " " + options);
  }
  static Folder* folder_;
  static Ran* coded_;
};
Folder* Archive::folder_ = nullptr;
Ran* Archive::coded_ = nullptr;

TEST_F(Archive, IsCodedAndTheRefusedAreListed) {
  EXPECT_EQ(coded_->code, 1) << "one is broken";
  EXPECT_NE(coded_->err.find("36 documents added"), std::string::npos) << coded_->err;
  EXPECT_NE(coded_->err.find("1 refused"), std::string::npos) << coded_->err;
  EXPECT_EQ(coded_->err.find('\r'), std::string::npos) << "progress only on a terminal";
  EXPECT_EQ(coded_->out, "");
  const std::string errors = tests::content(folder_->file("errors.tsv"));
  EXPECT_NE(errors.find("news.jsonl\t6\t"), std::string::npos) << errors;
  EXPECT_EQ(ask(db(), "SELECT count(*) FROM documents"), "36");
  EXPECT_NE(ask(db(), "SELECT count(*) FROM claims"), "0");
  EXPECT_EQ(ask(db(), "SELECT count(*) FROM documents WHERE story <> document"), "12") << "a third are copies";
  EXPECT_EQ(ask(db(), "SELECT journal_mode FROM pragma_journal_mode"), "wal");
  EXPECT_EQ(ask(db(), "SELECT count(*) FROM texts WHERE texts MATCH 'sanction'"),
            ask(db(), "SELECT count(*) FROM documents WHERE text LIKE '%sanctions%'"));
  EXPECT_EQ(ask(db(),
                "SELECT count(*) FROM claims c JOIN documents d USING (document)"
                " WHERE substr(d.text, c.trigger_begin + 1, c.trigger_end - c.trigger_begin) <> c.trigger_text"),
            "0");
}

TEST_F(Archive, AgainAddsNothingAndThreadsDontMatter) {
  const std::string before = dump(db());
  const Ran again = run("demarche", "code " + quoted(folder_->file("news.jsonl")) + " --into " + quoted(db()));
  EXPECT_EQ(again.code, 1);
  EXPECT_NE(again.err.find("0 documents added"), std::string::npos);
  EXPECT_NE(again.err.find("36 were there already"), std::string::npos) << again.err;
  EXPECT_EQ(dump(db()), before);
  for (const char* options : {"--threads 1 --batch 7", "--threads 5 --batch 1"}) {
    const std::string other = folder_->file(std::string("other") + options[10] + ".db");
    run("demarche", "code " + quoted(folder_->file("news.jsonl")) + " --into " + quoted(other) + " " + options);
    EXPECT_EQ(dump(other), before) << options;
  }
}

TEST_F(Archive, RecodeLeavesWhatIsUpToDate) {
  const std::string before = dump(db());
  const Ran ran = run("demarche", "recode --into " + quoted(db()));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(dump(db()), before);
}

TEST_F(Archive, ActorsOfTheUsersOwnAreUsedAndCounted) {
  const std::string actors = folder_->write("mine.tsv",
                                            "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n"
                                            "x1\tZorblat League\t\tKEN\tREB\t\t\t\tgroup\t\tmade up for this test\n");
  folder_->write("league.txt", "The Zorblat League attacked Uganda on Monday.");
  const std::string into = folder_->file("league.db");
  run("demarche", "code " + quoted(folder_->file("league.txt")) + " --into " + quoted(into));
  EXPECT_EQ(ask(into, "SELECT count(*) FROM claims WHERE actors = 'KEN REB'"), "0");
  const Ran ran = run("demarche", "recode --into " + quoted(into) + " --actors " + quoted(actors));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ask(into, "SELECT count(*) FROM claims WHERE actors = 'KEN REB'"), "1") << "another version, so it was coded anew";
  const std::string before = dump(into);
  run("demarche", "recode --into " + quoted(into) + " --actors " + quoted(actors));
  EXPECT_EQ(dump(into), before) << "the same version";
  EXPECT_EQ(ask(into, "SELECT count(DISTINCT actors) FROM versions"), "2");
}

TEST_F(Archive, ACodebookOfTheUsersOwnIsUsedAndCounted) {
  std::filesystem::create_directories(folder_->file("types"));
  folder_->write(
      "types/layoff.toml",
      "type = \"LAYOFF\"\nscore = -3.0\ncameo = \"161\"\n[[sense]]\nid = \"layoff.furlough\"\nverbs = [\"furlough\"]\nweight = 0.9\n");
  folder_->write("furlough.txt", "Kenya furloughed Ugandan soldiers on Monday.");
  const std::string into = folder_->file("furlough.db"), types = " --codebook " + quoted(folder_->file("types"));
  run("demarche", "code " + quoted(folder_->file("furlough.txt")) + " --into " + quoted(into) + types);
  EXPECT_EQ(ask(into, "SELECT event FROM claims"), "LAYOFF");
  const std::string before = dump(into);
  run("demarche", "recode --into " + quoted(into) + types);
  EXPECT_EQ(dump(into), before) << "the same version";
  run("demarche", "recode --into " + quoted(into));
  EXPECT_EQ(ask(into, "SELECT count(*) FROM claims WHERE event = 'LAYOFF'"), "0") << "another version, so it was coded anew";
}

constexpr const char* kColumns = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n";

/// Recodes two copies of `before`, one of them whole; expects the same claims, and returns what the sparing one says.
std::string recoded(const Folder& folder, const std::string& before, const std::string& data, const std::string& to) {
  for (const char* name : {"whole", "spared"})
    std::filesystem::copy(folder.file(before), folder.file(to + name), std::filesystem::copy_options::overwrite_existing);
  const Ran whole = run("demarche", "recode --all --into " + quoted(folder.file(to + "whole")) + " --data " + quoted(data));
  const Ran spared = run("demarche", "recode --into " + quoted(folder.file(to + "spared")) + " --data " + quoted(data));
  EXPECT_EQ(whole.code + spared.code, 0) << whole.err << spared.err;
  EXPECT_EQ(tests::dump_claims(folder.file(to + "spared")), tests::dump_claims(folder.file(to + "whole"))) << to;
  return spared.err;
}

TEST(Recode, SparesWhatHoldsNothingThatHasChanged) {
  const Folder folder;
  const std::string data = tests::copy_of_data(folder, "data");
  const auto actors = [&](const std::string& league) {
    folder.write("data/actors/zz_test.tsv",
                 kColumns + league + "x2\tOsk Vandermeer\tVandy\tKEN\tGOV\tfisheries czar\t2020-01-01\t2022-12-31\tperson\t\ttest\n");
  };
  const auto senses = [&](const std::string& forsake) {
    folder.write("data/codebook/events/zz_test.toml", "type = \"REJECT\"\nscore = -2.0\ncameo = \"120\"\n[[sense]]\nid = \"zz.forsake\"\n" +
                                                          forsake + "[[sense]]\nid = \"zz.kibosh\"\nverbs = [\"kibosh\"]\nweight = 0.9\n");
  };
  const std::string league = "x1\tZorblat League\tZL-77\tKEN\tREB\t\t\t\tgroup\t\ttest\n",
                    forsake = "verbs = [\"forsake\", \"throw overboard\"]\nborder = true\nweight = 0.9\n";
  actors(league);
  senses(forsake);
  std::string news;
  int count = 0;
  for (const char* text :
       {"Uganda attacked the Zorblat League.", "Uganda attacked the zl - 77.", "France praised Vandy for his work.",
        "Kenya forsook Uganda on Monday.", "Chad has been forsaking Mali.", "Kenya threw Uganda overboard.",
        "Kenya threw a stone at Uganda.", "China rejected the plan.", "France sent aid to Mali.", "Protesters marched in Sudan."})
    news +=
        Json{{"doc", "d" + std::to_string(++count)}, {"date", "2024-05-01"}, {"url", "u" + std::to_string(count)}, {"text", text}}.dump() +
        "\n";
  folder.write("news.jsonl", news);
  run("demarche", "code " + quoted(folder.file("news.jsonl")) + " --into " + quoted(folder.file("a.db")) + " --data " + quoted(data));
  ASSERT_EQ(ask(folder.file("a.db"), "SELECT count(*) FROM claims WHERE actors = 'KEN REB' OR recipients = 'KEN REB'"), "1");
  ASSERT_EQ(ask(folder.file("a.db"), "SELECT count(*) FROM claims WHERE why LIKE 'zz.forsake%'"), "3");

  actors("x1\tZorblat League\tZL-77\tUGA\tOPP\t\t\t\tgroup\t\ttest\n");
  const std::string actor = recoded(folder, "a.db", data, "actor");
  EXPECT_NE(actor.find("; 2 coded anew; 8 hold nothing that has changed"), std::string::npos) << actor;
  EXPECT_EQ(ask(folder.file("actorspared"), "SELECT count(*) FROM claims WHERE actors = 'UGA OPP' OR recipients = 'UGA OPP'"), "1");
  actors(league);

  senses("verbs = [\"forsake\"]\nweight = 0.6\n");  // and "throw overboard" is gone
  const std::string sense = recoded(folder, "a.db", data, "sense");
  EXPECT_NE(sense.find("; 3 coded anew; 7 hold nothing that has changed"), std::string::npos) << sense;
  EXPECT_EQ(ask(folder.file("sensespared"), "SELECT count(*) FROM claims WHERE why LIKE 'zz.forsake%'"), "2");
  const std::string spared = dump(folder.file("sensespared"));
  run("demarche", "recode --into " + quoted(folder.file("sensespared")) + " --data " + quoted(data));
  EXPECT_EQ(dump(folder.file("sensespared")), spared) << "is up to date";
  senses(forsake + "example = [\"Kenya forsook Uganda.\"]\n");
  const std::string example = recoded(folder, "a.db", data, "example");
  EXPECT_NE(example.find("; 10 hold nothing that has changed"), std::string::npos) << example;
  senses(forsake);

  std::ofstream(data + "/languages/en/off_topic.tsv", std::ios::app) << "curling\tsport\n";
  const std::string other = recoded(folder, "a.db", data, "other");
  EXPECT_NE(other.find("all is coded anew, as languages/en/off_topic.tsv is another"), std::string::npos) << other;
  EXPECT_NE(other.find("; 10 coded anew;"), std::string::npos) << other;
}

TEST_F(Archive, FindAsksForEverything) {
  const auto all = lines_of(asked("find", "--limit 0").out);
  EXPECT_EQ(std::to_string(all.size()), ask(db(), "SELECT count(*) FROM claims"));
  const auto kenya = lines_of(asked("find", "--actor KEN --limit 0").out);
  ASSERT_FALSE(kenya.empty());
  for (const Json& claim : kenya) EXPECT_EQ(claim["actor"][0]["code"].get<std::string>().substr(0, 3), "KEN");
  EXPECT_EQ(asked("find", "--actor Kenya --limit 0").out, asked("find", "--actor KEN --limit 0").out) << "by name as by code";
  for (const Json& claim : lines_of(asked("find", "--status denied").out)) EXPECT_EQ(claim["status"], "denied");
  EXPECT_FALSE(asked("find", "--status denied").out.empty());
  EXPECT_EQ(lines_of(asked("find", "--limit 3").out).size(), 3U);
  for (const Json& claim : lines_of(asked("find", "--from 2024-03 --to 2024-04 --limit 0").out)) {
    EXPECT_GE(claim["day"], "2024-03-01");
    EXPECT_LE(claim["day"], "2024-04-30");
  }
  const auto text = lines_of(asked("find", "--text '\"imposed sanctions\"' --limit 0").out);
  ASSERT_FALSE(text.empty());
  for (const Json& claim : lines_of(asked("find", "--publisher Wire --source writer").out)) {
    EXPECT_EQ(claim["publisher"], "Wire");
    EXPECT_TRUE(claim["source"].empty());
  }
  const Ran table = asked("find", "--format table --actor KEN --limit 2");
  EXPECT_NE(table.out.find("Kenya"), std::string::npos);
  EXPECT_NE(table.err.find("2 claims"), std::string::npos);
  const std::string csv = asked("find", "--format csv --limit 0").out;
  EXPECT_EQ(csv.substr(0, 10), "claim,day,");
  EXPECT_NE(csv.find(",number,content_of\n"), std::string::npos) << "what content_of says is a number of the same document";
}

TEST_F(Archive, NamesAreThoseOfTheTablesAndOfTheTexts) {
  const auto found = [&](const std::string& options) { return lines_of(asked("find", options + " --limit 0").out).size(); };
  ASSERT_GT(found("--party USA"), 0U);
  for (const char* name : {"'U.S.'", "usa", "'the United States'", "America"})
    EXPECT_EQ(found("--party " + std::string(name)), found("--party Q30")) << name;
  EXPECT_EQ(found("--party 'ken gov'"), found("--party 'KEN GOV'"));
  EXPECT_EQ(found("--recipient 'Russian Federation'"), found("--recipient russia"));
  EXPECT_GT(found("--recipient 'Russian Federation'"), 0U);
  EXPECT_EQ(found("--event reject"), found("--event REJECT"));
  EXPECT_EQ(found("--event 'REJECT, SANCTION'"), found("--event REJECT --event SANCTION"));
  const Ran nobody = asked("find", "--actor 'Zz Yy'");
  EXPECT_EQ(nobody.code, 0);
  EXPECT_NE(nobody.err.find("nobody in the database is called \"Zz Yy\""), std::string::npos) << nobody.err;
  EXPECT_EQ(asked("find", "--actor Kenya").err, "");
  const Ran by = asked("series", "--by decade");
  EXPECT_EQ(by.code, 2);
  EXPECT_NE(by.err.find("{day,week,month,year}"), std::string::npos) << by.err;
  EXPECT_EQ(asked("series", "--help").out.find('\0'), std::string::npos);
}

TEST_F(Archive, SeriesAndExportKeepStatusesApart) {
  const Ran year = asked("series", "--by year --format csv --contents");
  EXPECT_EQ(year.out, "period,actual\n2024," + ask(db(), "SELECT count(*) FROM claims WHERE status = 'actual'") + "\n") << year.err;
  const auto number = [&](const std::string& unit) {
    return std::stoi(asked("series", "--by year --format csv --count " + unit).out.substr(19));
  };
  EXPECT_GT(number("report"), number("story")) << "copies count once";
  EXPECT_GE(number("story"), number("act"));
  EXPECT_EQ(asked("series", "--by year --status denied,actual --format csv").out.substr(0, 20), "period,denied,actual");
  EXPECT_EQ(asked("series", "--by month --mean --format table").code, 0);
  EXPECT_NE(asked("series", "--format plot").out.find("2024-"), std::string::npos);
  EXPECT_EQ(asked("series", "--output " + quoted(folder_->file("a.svg"))).code, 0);
  EXPECT_EQ(tests::content(folder_->file("a.svg")).substr(0, 4), "<svg");
  EXPECT_EQ(asked("series", "--mean --output " + quoted(folder_->file("a.png"))).code, 0);
  EXPECT_EQ(tests::content(folder_->file("a.png")).substr(1, 3), "PNG");

  for (const Json& claim : lines_of(asked("export", "--format jsonl").out)) {
    EXPECT_EQ(claim["status"], "actual");
    EXPECT_TRUE(claim["content_of"].is_null());
  }
  for (const Json& event : lines_of(asked("export", "--format plover --status planned --contents").out))
    EXPECT_EQ(event["auxiliary_mode"] == "future", event["event_type"] != "AGREE" && event["event_type"] != "THREATEN") << event;
  const std::string rows = asked("export", "--format icews").out;
  EXPECT_EQ(rows.substr(0, 9), "Event ID\t");
  std::istringstream lines(rows);
  for (std::string line; std::getline(lines, line);) EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 18) << line;
}

TEST_F(Archive, WrongAndHostileQuestions) {
  for (const char* wrong : {"--from tomorrow", "--from 2024-13", "--to 2023-02-29", "--status true", "--format xml", "--limit -1",
                            "--nonsense", "--from 2024-00-01", "--from 2024-05 --to 2024-04"}) {
    const Ran ran = asked("find", wrong);
    EXPECT_EQ(ran.code, 2) << wrong;
    EXPECT_FALSE(ran.err.empty()) << wrong;
    EXPECT_TRUE(ran.out.empty()) << wrong;
  }
  EXPECT_EQ(asked("find", "--event FLY").code, 1);
  EXPECT_NE(asked("find", "--event FLY").err.find("REJECT"), std::string::npos) << "says what there is";
  const std::string before = dump(db());
  for (const char* evil : {"x'' OR ''1''=''1", "'; DROP TABLE claims; --", "\" OR 1=1 --", "?", "$zz", "%", "_", "NEAR(a b)", "a AND OR *",
                           "title:x", "\"", "()", "\\", "KEN' OR 'x"}) {
    std::string shell = evil;
    for (std::size_t at = 0; (at = shell.find('\'', at)) != std::string::npos; at += 4) shell.replace(at, 1, "'\\''");
    for (const char* option : {"--actor", "--text", "--place", "--publisher", "--source", "--mode"}) {
      const Ran ran = asked("find", std::string(option) + " '" + shell + "'");
      EXPECT_EQ(ran.code, option == std::string("--mode") ? 1 : 0) << option << " " << evil << ": " << ran.err;
      EXPECT_FALSE(ran.err.empty()) << option << " " << evil;
      EXPECT_EQ(ran.out, "") << option << " " << evil << " finds nothing";
    }
  }
  EXPECT_EQ(dump(db()), before);
  for (const char* path : {"/no/such.db", "/", "/etc/passwd", "file:x?mode=memory", ":memory:"}) {
    const Ran ran = run("demarche", std::string("find --in '") + path + "'");
    EXPECT_EQ(ran.code, 1) << path;
    EXPECT_FALSE(ran.err.empty()) << path;
  }
  EXPECT_EQ(run("demarche", "code x.txt").code, 2);
  EXPECT_NE(run("demarche", "code x.txt").err.find("--into is required"), std::string::npos) << run("demarche", "code x.txt").err;
  EXPECT_EQ(run("demarche", "code /no/such --into " + quoted(folder_->file("none.db"))).code, 1);
  EXPECT_EQ(run("demarche", "code x --into postgresql://127.0.0.1:1/none").code, 1);
  EXPECT_EQ(run("demarche", "find --in " + quoted(folder_->file("news.jsonl"))).code, 1);
}

/// Runs `demarche code` for so long, then kills it; false if it had ended by itself.
bool killed(const std::vector<std::string>& arguments, std::chrono::microseconds after) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int null = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) ::dup2(null, fd);
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

TEST(Killed, AtAnyPointARerunCompletesTheSameDatabase) {
  const Folder folder;
  const std::string news = folder.write("news.jsonl", archive(20));
  const std::string whole = folder.file("whole.db");
  const auto arguments = [&](const std::string& path) {
    return std::vector<std::string>{DEMARCHE_BINARY_DIR "/demarche", "code", news, "--into", path, "--batch", "2", "--threads", "2"};
  };
  const auto begin = std::chrono::steady_clock::now();
  killed(arguments(whole), std::chrono::seconds(0));
  run("demarche", "code " + quoted(news) + " --batch 2 --into " + quoted(whole));
  auto length = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
  const std::string expected = dump(whole);
  ASSERT_NE(expected.find("3Wire|"), std::string::npos);
  std::mt19937 random(7);
  int kills = 0;
  for (int round = 0; kills < kKills && round < 3 * kKills; ++round) {
    const std::string path = folder.file("killed" + std::to_string(round / 10) + ".db");
    const std::chrono::microseconds after(std::uniform_int_distribution<std::int64_t>(0, length)(random));
    if (killed(arguments(path), after))
      ++kills;
    else
      length -= length / 20;        // the first run was slower, as the machine was busy
    if (round % 10 != 9) continue;  // killed up to ten times, one after the other, then left to end
    const Ran ran = run("demarche", "code " + quoted(news) + " --batch 2 --into " + quoted(path));
    EXPECT_EQ(ran.code, 1) << "the broken line, nothing else: " << ran.err;
    ASSERT_EQ(dump(path), expected) << "round " << round;
    EXPECT_EQ(ask(path, "SELECT count(*) FROM texts WHERE texts MATCH 'minister'"), "20");
  }
  EXPECT_GE(kills, kKills / 2);
}

TEST(Killed, AFullDiskLosesNothingThatWasWritten) {
  const Folder folder;
  const std::string news = folder.write("news.jsonl", archive(30));
  const std::string path = folder.file("a.db");
  // no file may grow beyond 600 blocks: writing fails as on a full disk
  const Ran full = run("demarche", "code " + quoted(news) + " --batch 2 --into " + quoted(path), {}, "trap '' XFSZ; ulimit -f 600;");
  EXPECT_EQ(full.code, 1);
  EXPECT_NE(full.err.find(path), std::string::npos) << full.err;
  run("demarche", "code " + quoted(news) + " --into " + quoted(path));
  run("demarche", "code " + quoted(news) + " --into " + quoted(folder.file("b.db")));
  EXPECT_EQ(dump(path), dump(folder.file("b.db")));
}

}  // namespace
}  // namespace demarche
