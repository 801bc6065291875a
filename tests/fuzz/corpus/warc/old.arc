filedesc://x.arc 0.0.0.0 20240514100000 text/plain 9
1 0 Org


http://a.example/1 127.0.0.1 20240514100000 text/html 177
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><body><p>Kenya rejected the plan of its neighbour on Tuesday, and said that talks would go on.</p></body></html>
