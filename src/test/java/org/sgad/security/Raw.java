package org.sgad.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Requests as no client library would send them. */
final class Raw {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int SOON_MILLIS = 500;

    private Raw() {}

    /** The whole answer to a request for a path as it is. */
    static String get(int port, String path, String... headers) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1", "Host: localhost:" + port, headers);
    }

    /** The whole answer to a request with that first line and host. */
    static String send(int port, String requestLine, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String head = requestLine + "\r\n" + host + "\r\nConnection: close\r\n";
            for (String header : headers) {
                head += header + "\r\n";
            }
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The first line of the answer to a post whose body is sent once the node waits for it. */
    static String post(int port, String path, String body, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: "
                    + body.length() + "\r\n";
            for (String header : headers) {
                head += header + "\r\n";
            }
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            socket.setSoTimeout(SOON_MILLIS);
            try {
                return answer.readLine();
            } catch (SocketTimeoutException itWaits) {
                socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            return answer.readLine();
        }
    }

    /** The first line of the answer, which may go on for ever. */
    static String head(int port, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n";
            for (String header : headers) {
                head += header + "\r\n";
            }
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
