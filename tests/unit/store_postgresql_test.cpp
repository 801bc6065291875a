// The same store on a real PostgreSQL server, which the test starts for itself in a folder of its own and stops. Skipped where the
// programs of PostgreSQL are not installed.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "dump.h"
#include "program.h"

namespace demarche {
namespace {

using tests::ask;
using tests::dump;
using tests::Folder;
using tests::Ran;
using tests::run;

std::string programs() {
  std::error_code none;
  std::string newest;
  for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
    const std::string bin = version.path().string() + "/bin";
    if (std::filesystem::exists(bin + "/initdb") && std::filesystem::exists(bin + "/pg_ctl")) newest = std::max(newest, bin);
  }
  return newest;
}

/// A server on a socket in a folder; root has it run by the user postgres, as it refuses to run as root.
class Server {
 public:
  explicit Server(const std::string& bin) : bin_(bin) {
    const bool root = ::geteuid() == 0;
    char pattern[] = "/tmp/demarche-pg-XXXXXX";
    if (::mkdtemp(pattern) == nullptr) return;
    folder_ = pattern;
    if (root && shell("chown postgres '" + folder_ + "'", false) != 0) return;
    if (shell(bin_ + "/initdb -D " + folder_ + "/data -A trust -U postgres -E UTF8 --locale=C -N >/dev/null", true) != 0) return;
    running_ = shell(bin_ + "/pg_ctl -D " + folder_ + "/data -w -t 60 -l " + folder_ + "/log -o \"-c listen_addresses='' -c fsync=off -k " +
                         folder_ + "\" start >/dev/null",
                     true) == 0;
    ::chmod(folder_.c_str(), 0755);
  }
  ~Server() {
    if (running_) shell(bin_ + "/pg_ctl -D " + folder_ + "/data -m immediate stop >/dev/null", true);
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] std::string database(const std::string& name) const {
    shell(bin_ + "/createdb -h " + folder_ + " -U postgres " + name, true);
    return "postgresql://postgres@/" + name + "?host=" + folder_;
  }

 private:
  std::string bin_, folder_;
  bool running_ = false;
  int shell(const std::string& command, bool as_user) const {
    if (as_user && ::geteuid() == 0)
      return std::system(("cd /tmp && setpriv --reuid=postgres --regid=postgres --clear-groups sh -c '" + escaped(command) + "'").c_str());
    return std::system(command.c_str());
  }
  static std::string escaped(std::string words) {
    for (std::size_t at = 0; (at = words.find('\'', at)) != std::string::npos; at += 4) words.replace(at, 1, "'\\''");
    return words;
  }
};

TEST(Postgresql, HoldsWhatSqliteHolds) {
  const std::string bin = programs();
  if (bin.empty()) GTEST_SKIP() << "PostgreSQL is not installed (apt-get install postgresql)";
  const Server server(bin);
  ASSERT_TRUE(server.running()) << "the server did not start";
  const std::string where = server.database("news");
  const Folder folder;
  std::string news;
  for (int i = 0; i < 8; ++i) {
    std::string text =
        i % 2 == 0 ? "Kenya rejected a plan by Uganda to send soldiers. " : "China said on Monday that France had not attacked Mali. ";
    for (int k = 0; k < 20; ++k) text += "Item " + std::to_string((i / 4) * 100 + k) + " was read. ";
    news += "{\"doc\":\"d" + std::to_string(i) + "\",\"date\":\"2024-05-0" + std::to_string(1 + i) + "\",\"url\":\"u" + std::to_string(i) +
            "\",\"title\":\"'); DROP TABLE claims; -- \\\\ \\u0000 \\u202e\",\"text\":\"" + text + "\"}\n";
  }
  const std::string file = folder.write("news.jsonl", news);
  const std::string lite = folder.file("a.db");
  const Ran coded = run("demarche", "code '" + file + "' --batch 3 --into '" + where + "'");
  ASSERT_EQ(coded.code, 0) << coded.err;
  EXPECT_EQ(run("demarche", "code '" + file + "' --into '" + lite + "'").code, 0);
  EXPECT_EQ(dump(where), dump(lite));
  EXPECT_EQ(ask(where, "SELECT count(*) FROM documents"), "8");
  EXPECT_EQ(run("demarche", "code '" + file + "' --into '" + where + "'").code, 0);
  EXPECT_EQ(dump(where), dump(lite)) << "again adds nothing";
  EXPECT_EQ(run("demarche", "recode --into '" + where + "'").code, 0);

  const std::string data = tests::copy_of_data(folder, "data");  // a name is added that half of the documents hold
  folder.write("data/actors/zz_test.tsv",
               "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\nx1\tMonday\t\tFRA\tMED\t\t\t\tgroup\t\ttest\n");
  for (const std::string& database : {where, lite}) {
    const Ran ran = run("demarche", "recode --batch 3 --into '" + database + "' --data '" + data + "'");
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.err.find("; 4 coded anew; 4 hold nothing that has changed"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(dump(where), dump(lite));

  for (const char* question : {"find --limit 0", "find --actor KEN --recipient UGA", "find --actor 'Kenya' --from 2024 --to 2024-05-03",
                               "find --text 'soldiers \"to send\"'", "find --actor \"x' OR '1'='1\"", "find --text \"a' OR \\\" | & ! (\"",
                               "find --event REJECT --status actual --source writer", "series --by day --format csv --count story",
                               "series --by week --mean --format csv --status actual,denied --count act", "export --format plover",
                               "export --format icews --contents", "export --format csv --status actual,denied,planned"}) {
    const Ran theirs = run("demarche", std::string(question) + " --in '" + where + "'");
    const Ran ours = run("demarche", std::string(question) + " --in '" + lite + "'");
    EXPECT_EQ(theirs.code, 0) << question << theirs.err;
    EXPECT_EQ(theirs.out, ours.out) << question;
  }
  const auto reading = Database::open(where, Database::Mode::read);
  ASSERT_TRUE(reading);
  EXPECT_FALSE((*reading)->script("DELETE FROM claims")) << "reading never writes";
}

TEST(Postgresql, AServerThatIsNotThereIsSaid) {
  const auto none = Database::open("postgresql://me:secret@127.0.0.1:1/none", Database::Mode::read);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().text().find("secret"), std::string::npos) << "no password in messages";
}

}  // namespace
}  // namespace demarche
