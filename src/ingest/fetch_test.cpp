#include "ingest/fetch.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ingest/feed.h"
#include "ingest/gzip_test.h"

namespace herald::ingest {
namespace {

/// A server of one thread on 127.0.0.1: every connection gets one answer from `answer(request, send)`, where
/// send returns false once the client has gone.
class TestServer {
 public:
  using Send = std::function<bool(const std::string&)>;
  using Answer = std::function<void(const std::string& request, const Send& send)>;

  explicit TestServer(Answer answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    const timeval wait{0, 20000};  // accept() looks this often whether to stop
    EXPECT_EQ(setsockopt(listener_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait), 0);
    EXPECT_EQ(listen(listener_, 16), 0);
    EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }

  ~TestServer() {
    stop_ = true;
    thread_.join();
    close(listener_);
  }

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  int requests() const { return requests_; }
  std::string last_request() {
    const std::lock_guard lock(mutex_);
    return last_request_;
  }

 private:
  void serve() {
    while (!stop_) {
      const int client = accept(listener_, nullptr, nullptr);
      if (client < 0) continue;
      const std::string request = receive(client);
      ++requests_;
      {
        const std::lock_guard lock(mutex_);
        last_request_ = request;
      }
      answer_(request, [&](const std::string& bytes) { return !stop_ && send_all(client, bytes); });
      close(client);
    }
  }

  static std::string receive(int client) {
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = recv(client, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      request.append(buffer, static_cast<std::size_t>(got));
    }
    return request;
  }

  static bool send_all(int client, const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t sent = send(client, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
      if (sent <= 0) return false;
      at += static_cast<std::size_t>(sent);
    }
    return true;
  }

  Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> requests_{0};
  std::mutex mutex_;
  std::string last_request_;
  std::thread thread_;
};

TestServer::Answer always(std::string answer) {
  return [answer = std::move(answer)](const std::string&, const TestServer::Send& send) { send(answer); };
}

std::string ok(const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

FetchOptions local() {
  FetchOptions options;
  options.allow_private = true;
  return options;
}

std::string failure(const std::string& url, const FetchOptions& options) {
  const auto got = fetch(url, {}, options);
  return got ? "no error" : got.error().text();
}

void expect_part(const std::string& whole, const std::string& part) {
  EXPECT_NE(whole.find(part), std::string::npos) << whole;
}

TEST(Fetch, BodyHeadersAndState) {
  TestServer server(
      always(ok("<rss/>",
                "Content-Type: text/xml; charset=ISO-8859-1\r\nETag: \"v1\"\r\n"
                "Last-Modified: Tue, 26 Nov 2024 10:00:00 GMT\r\nCache-Control: public, max-age=600\r\n")));
  const auto got = fetch(server.url("/f"), {}, local());
  ASSERT_TRUE(got) << got.error().text();
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "<rss/>");
  EXPECT_EQ(got->charset, "iso-8859-1");
  EXPECT_EQ(got->url, server.url("/f"));
  EXPECT_EQ(got->max_age_seconds, 600);
  EXPECT_EQ(got->state, (FetchState{"\"v1\"", "Tue, 26 Nov 2024 10:00:00 GMT"}));
  EXPECT_FALSE(got->not_modified || got->moved_to);
  const std::string request = server.last_request();
  expect_part(request, "User-Agent: herald/0.1\r\n");
  expect_part(request, "gzip");
  EXPECT_EQ(request.find("If-None-Match"), std::string::npos);
}

TEST(Fetch, NotModifiedKeepsState) {
  TestServer server(always("HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"v2\"\r\n\r\n"));
  const auto got = fetch(server.url("/"), {"\"v1\"", "Mon, 01 Jan 2024 00:00:00 GMT"}, local());
  ASSERT_TRUE(got) << got.error().text();
  EXPECT_TRUE(got->not_modified);
  EXPECT_EQ(got->state, (FetchState{"\"v2\"", "Mon, 01 Jan 2024 00:00:00 GMT"}));
  expect_part(server.last_request(), "If-None-Match: \"v1\"\r\n");
  expect_part(server.last_request(), "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT\r\n");
}

TEST(Fetch, StateCannotSmuggleHeaders) {
  TestServer server(always(ok("x")));
  ASSERT_TRUE(fetch(server.url("/"), {"a\r\nEvil: 1", ""}, local()));
  EXPECT_EQ(server.last_request().find("Evil"), std::string::npos);
}

TEST(Fetch, RedirectsAreFollowedAndCounted) {
  TestServer server([](const std::string& request, const TestServer::Send& send) {
    if (request.starts_with("GET /old"))
      send("HTTP/1.1 301 Moved\r\nConnection: close\r\nLocation: new?x=1\r\n\r\n");
    else if (request.starts_with("GET /loop"))
      send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /loop\r\n\r\n");
    else if (request.starts_with("GET /file"))
      send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: file:///etc/passwd\r\n\r\n");
    else if (request.starts_with("GET /nowhere"))
      send("HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n");
    else
      send(ok("here"));
  });
  const auto got = fetch(server.url("/old"), {}, local());
  ASSERT_TRUE(got) << got.error().text();
  EXPECT_EQ(got->url, server.url("/new?x=1"));
  EXPECT_EQ(got->moved_to, server.url("/new?x=1"));
  const int before = server.requests();
  expect_part(failure(server.url("/loop"), local()), "more than 5 redirects");
  EXPECT_EQ(server.requests() - before, 6);
  expect_part(failure(server.url("/file"), local()), "\"file\" addresses are not fetched");
  expect_part(failure(server.url("/nowhere"), local()), "without a place to go to");
}

TEST(Fetch, SizeIsLimitedWhileItStreams) {
  TestServer server([](const std::string& request, const TestServer::Send& send) {
    const bool endless = request.starts_with("GET /endless");
    const std::string chunk(65536, 'x');
    send(endless ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n");
    for (int i = 0; (endless || i < 3200) && send(chunk); ++i) {
    }
  });
  FetchOptions options = local();
  options.size_limit = 1 << 20;
  expect_part(failure(server.url("/endless"), options), "larger than the limit of 1048576 bytes");
  expect_part(failure(server.url("/huge"), options), "larger than the limit of 1048576 bytes");
}

TEST(Fetch, TwoHundredMegabytesStopAtTheDefaultLimit) {
  TestServer server([](const std::string&, const TestServer::Send& send) {
    const std::string chunk(1 << 20, ' ');
    send("HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n");
    for (int i = 0; i < 200 && send(chunk); ++i) {
    }
  });
  expect_part(failure(server.url("/"), local()), "larger than the limit of 33554432 bytes");
}

TEST(Fetch, CompressionIsUndoneAndCounted) {
  const std::string small = gzip_for_test("<rss>hello</rss>"),
                    bomb = gzip_for_test(std::string(16 << 20, 'a'));
  ASSERT_LT(bomb.size(), std::size_t{1} << 17);
  TestServer server([&](const std::string& request, const TestServer::Send& send) {
    if (request.starts_with("GET /small")) send(ok(small, "Content-Encoding: gzip\r\n"));
    if (request.starts_with("GET /bomb")) send(ok(bomb, "Content-Encoding: gzip\r\n"));
    if (request.starts_with("GET /bad")) send(ok("no gzip at all", "Content-Encoding: gzip\r\n"));
  });
  const auto got = fetch(server.url("/small"), {}, local());
  ASSERT_TRUE(got) << got.error().text();
  EXPECT_EQ(got->body, "<rss>hello</rss>");
  FetchOptions options = local();
  options.size_limit = 1 << 20;
  expect_part(failure(server.url("/bomb"), options), "larger than the limit");
  expect_part(failure(server.url("/bad"), options), "damaged");
}

TEST(Fetch, SlowServersAreLeft) {
  TestServer server([](const std::string& request, const TestServer::Send& send) {
    if (!request.starts_with("GET /silent")) send("HTTP/1.1 200 OK\r\n\r\n");
    for (int i = 0; i < 40 && send(request.starts_with("GET /silent") ? "" : "x"); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  });
  FetchOptions options = local();
  options.total_seconds = 1;
  expect_part(failure(server.url("/drip"), options), "too slow");
  options.total_seconds = 30;
  options.low_speed_seconds = 1;
  options.low_speed_bytes = 1000;
  expect_part(failure(server.url("/silent"), options), "too slow");
}

TEST(Fetch, StatusesAreErrorsWithAdvice) {
  TestServer server([](const std::string& request, const TestServer::Send& send) {
    const std::string code = request.substr(5, 3);
    send("HTTP/1.1 " + code + " X\r\nConnection: close\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
  });
  expect_part(failure(server.url("/404"), local()), "HTTP 404; check the URL");
  expect_part(failure(server.url("/410"), local()), "gone for good");
  expect_part(failure(server.url("/403"), local()), "refuses access");
  expect_part(failure(server.url("/429"), local()), "come back in 120 s");
  expect_part(failure(server.url("/503"), local()), "come back in 120 s");
}

TEST(Fetch, HeadersAreLimited) {
  TestServer server([](const std::string&, const TestServer::Send& send) {
    send("HTTP/1.1 200 OK\r\n");
    for (int i = 0;
         i < 10000 && send("X-Filler-" + std::to_string(i) + ": " + std::string(900, 'y') + "\r\n"); ++i) {
    }
  });
  EXPECT_NE(failure(server.url("/"), local()), "no error");
}

TEST(Fetch, PrivateAddressesAreRefused) {
  TestServer server(always(ok("secret")));
  expect_part(failure(server.url("/"), {}), "resolves to 127.0.0.1, which is not a public address");
  std::string by_name = server.url("/");
  by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
  expect_part(failure(by_name, {}), "not a public address");
  EXPECT_EQ(server.requests(), 0);
}

TEST(Fetch, ProxiesOfTheEnvironmentAreNotUsed) {
  TestServer server(always(ok("direct")));
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto got = fetch(server.url("/"), {}, local());
  unsetenv("http_proxy");
  ASSERT_TRUE(got) << got.error().text();
  EXPECT_EQ(got->body, "direct");
}

TEST(Fetch, OnlyWebUrls) {
  expect_part(failure("file:///etc/passwd", {}), "\"file\" addresses are not fetched");
  expect_part(failure("gopher://x.example/", {}), "\"gopher\" addresses are not fetched");
  expect_part(failure("feeds/world.xml", {}), "not a URL");
  EXPECT_EQ(fetch("ftp://me:secret@x.example/", {}, {}).error().text().find("secret"), std::string::npos);
}

TEST(Fetch, WrongCharsetIsSeenThrough) {
  TestServer server(always(ok("<rss version='2.0'><channel><title>Z\xC3\xBCrich</title></channel></rss>",
                              "Content-Type: application/rss+xml; charset=iso-8859-1\r\n")));
  const auto got = fetch(server.url("/"), {}, local());
  ASSERT_TRUE(got) << got.error().text();
  const auto feed = read_feed(got->body, {.place = got->url, .http_charset = got->charset});
  ASSERT_TRUE(feed) << feed.error().text();
  EXPECT_EQ(feed->title, "Zürich");
}

TEST(Address, PublicOrNot) {
  for (const char* text : {"8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8",
                           "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public_address(text)) << text;
  }
  for (const char* text : {"127.0.0.1",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "0.0.0.0",
                           "100.64.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "198.51.100.7",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::7f00:1",
                           "2002:7f00:1::1",
                           "2001::1",
                           "2001:db8::1",
                           "",
                           "localhost",
                           "1.2.3",
                           "::ffff:0:127.0.0.1",
                           "::127.0.0.1"}) {
    EXPECT_FALSE(is_public_address(text)) << text;
  }
}

}  // namespace
}  // namespace herald::ingest
