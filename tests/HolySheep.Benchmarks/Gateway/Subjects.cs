using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>Starts what is measured: the gateway, the bare forwarder, and the programs of others that are installed.</summary>
internal static class Subjects
{
    private const string PortkeyVariable = "HOLYSHEEP_BENCH_PORTKEY";
    private const string Token = "a-token-for-the-benchmarks-0123456789";

    /// <summary>The gateway as users run it: with a token, and with its state and ledger on the disk.</summary>
    public static async Task<Subject> GatewayAsync(string command, TempHome home)
    {
        var process = StartGateway(command, home);
        return new Subject("holysheep serve", process, await AddressAsync(process), $"Authorization: Bearer {Token}\r\n");
    }

    /// <summary>A home whose one model is at an address.</summary>
    public static TempHome Home(Uri upstream) => new TempHome($$"""
        {
          "providers": { "loopback": { "kind": "openai", "baseUrl": "{{upstream}}", "apiKey": "none" } },
          "models": { "gpt-4.1": { "targets": [ "loopback/gpt-4.1" ], "price": { "input": 2, "output": 8 } } }
        }
        """).Set("BENCH_TOKEN", Token);

    /// <summary>Starts the gateway; the line with its address is not read yet.</summary>
    public static Process StartGateway(string command, TempHome home)
    {
        var start = new ProcessStartInfo(command, ["serve", "--listen", "127.0.0.1:0", "--token", "env:BENCH_TOKEN"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in home.Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The address in the line that a started gateway writes.</summary>
    public static async Task<Uri> AddressAsync(Process gateway) => new((await gateway.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The gateway did not start.")).Split(' ')[^1]);

    /// <summary>The bare forwarder.</summary>
    public static async Task<Subject> ForwarderAsync(Uri upstream)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["forward", upstream.AbsoluteUri]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new Subject("Kestrel and HttpClient alone", process, new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The forwarder did not start.")));
    }

    /// <summary>The programs of others that are there; a line says what is not.</summary>
    public static async Task<IReadOnlyList<Subject>> OthersAsync(Uri upstream, TempFolder folder)
    {
        var others = new List<Subject>();
        if (Find("nginx") is { } nginx)
        {
            others.Add(await NginxAsync(nginx, upstream, folder));
        }
        else
        {
            Console.WriteLine("nginx is not installed (apt-get install nginx-light): not measured.");
        }

        if (Environment.GetEnvironmentVariable(PortkeyVariable) is { Length: > 0 } portkey && Find("node") is { } node)
        {
            others.Add(await PortkeyAsync(node, Path.GetFullPath(portkey), upstream));
        }
        else
        {
            Console.WriteLine($"{PortkeyVariable} does not name a folder with @portkey-ai/gateway (npm install --prefix FOLDER @portkey-ai/gateway), or node is not installed: not measured.");
        }

        return others;
    }

    /// <summary>The path of a program; null if it is not installed.</summary>
    public static string? Find(string program) => ProgramPath.Find(program) ?? ProgramPath.Find("/usr/sbin/" + program);

    private static async Task<Subject> NginxAsync(string nginx, Uri upstream, TempFolder folder)
    {
        var port = FreePort();
        var file = folder["nginx.conf"];
        await File.WriteAllTextAsync(file, $$"""
            daemon off; worker_processes auto; pid {{folder["nginx.pid"]}}; error_log {{folder["nginx.log"]}};
            events { worker_connections 4096; }
            http {
              access_log off; client_body_temp_path {{folder["body"]}}; proxy_temp_path {{folder["proxy"]}}; fastcgi_temp_path {{folder["f"]}}; uwsgi_temp_path {{folder["u"]}}; scgi_temp_path {{folder["s"]}};
              upstream provider { server 127.0.0.1:{{upstream.Port}}; keepalive 64; }
              server {
                listen 127.0.0.1:{{port}}; keepalive_requests 1000000000;
                location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
              }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(nginx, ["-c", file, "-p", folder.Path]))!;
        return await ReadyAsync(new Subject("nginx", process, new Uri($"http://127.0.0.1:{port}")));
    }

    private static async Task<Subject> PortkeyAsync(string node, string folder, Uri upstream)
    {
        var port = FreePort();
        var script = Path.Combine(folder, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
        var process = Process.Start(new ProcessStartInfo(node, [script, $"--port={port}", "--headless"]) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return await ReadyAsync(new Subject("@portkey-ai/gateway", process, new Uri($"http://127.0.0.1:{port}"), $"Authorization: Bearer none\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: {upstream}\r\n"));
    }

    private static async Task<Subject> ReadyAsync(Subject subject)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var tcp = new TcpClient();
                await tcp.ConnectAsync("127.0.0.1", subject.Address.Port);
                return subject;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
