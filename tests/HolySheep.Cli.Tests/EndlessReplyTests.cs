using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>A reply without end is a failed attempt within bounds of memory, and the next model answers.</summary>
public class EndlessReplyTests
{
    // The runtime itself takes some 70 MB beside its heap: with this one the whole process stays far below 300 MB.
    private const string HeapOf160MB = "0xA000000";
    private const string Question = """{"model":"m","messages":[{"role":"user","content":"hi"}]}""";
    private const string Json = "HTTP/1.1 200 OK\nContent-Type: application/json";
    private const string Events = "HTTP/1.1 200 OK\nContent-Type: text/event-stream";

    private static readonly Dictionary<string, (string Head, string Piece, bool Packed)> Replies = new()
    {
        ["blanks"] = (Json, new string(' ', 65536), false),
        ["error"] = ("HTTP/1.1 500 No\nContent-Type: application/json", new string('x', 65536), false),
        ["a packed body"] = (Json + "\nContent-Encoding: gzip", new string(' ', 1 << 20), true),
        ["a packed stream"] = (Events + "\nContent-Encoding: gzip", "data: " + new string('x', 1 << 20), true),
        ["an announced length"] = (Json + "\nContent-Length: 268435455", new string('[', 65536), false),
        ["one line"] = (Events, "data: " + new string('x', 65536), false),
        ["lines of one event"] = (Events, string.Concat(Enumerable.Repeat("data: xxxxxxxxxxxxxxxxxxxxxxxx\n", 1000)), false),
        ["values of one event"] = (Events, "data: " + string.Concat(Enumerable.Repeat("{}", 20_000)), false),
        ["text"] = (Events, Delta($$"""{"content":"{{new string('y', 60_000)}}"}"""), false),
        ["reasoning"] = (Events, Delta($$"""{"reasoning_content":"{{new string('z', 60_000)}}"}"""), false),
        ["tool arguments"] = (Events, Delta($$$"""{"tool_calls":[{"index":0,"id":"1","function":{"name":"f","arguments":"{{{new string('a', 60_000)}}}"}}]}"""), false),
        ["tool calls"] = (Events, Delta("""{"tool_calls":[""" + string.Join(',', Enumerable.Repeat("""{"id":"a"}""", 2_000)) + "]}"), false),
    };

    public static TheoryData<string> Names => [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_endless_reply_falls_over_in_a_small_heap(string name)
    {
        var (head, piece, packed) = Replies[name];
        await using var endless = new EndlessProvider(head, piece, packed);
        await using var other = new ScriptedProvider("other");
        other.OnAny().Answer(Reply.Text("fine"));
        using var home = Home(endless, other);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--model", "m", "--json", "--retries", "0", "--timeout", "60");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"provider\":\"other\"", result.Stdout);
        Assert.Contains(name == "error" ? "Transient" : "Malformed", result.Stdout);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_endless_reply_falls_over_in_a_gateway_with_a_small_heap(string name)
    {
        var (head, piece, packed) = Replies[name];
        await using var endless = new EndlessProvider(head, piece, packed);
        await using var other = new ScriptedProvider("other");
        other.OnAny().Answer(Reply.Text("fine"));
        using var home = Home(endless, other);
        await using var gateway = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token"));
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var response = await http.PostAsync(await ServedGateway.ListeningAsync(gateway) + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Contains("fine", await response.Content.ReadAsStringAsync());
        Assert.Equal(["other"], response.Headers.GetValues("x-holysheep-provider"));
        gateway.Kill9();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("reasoning")]
    [InlineData("tool arguments")]
    public async Task An_endless_stream_ends_with_an_error_in_a_gateway_with_a_small_heap(string name)
    {
        var (head, piece, packed) = Replies[name];
        await using var endless = new EndlessProvider(head, piece, packed);
        await using var other = new ScriptedProvider("other");
        using var home = Home(endless, other);
        await using var gateway = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token"));
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, await ServedGateway.ListeningAsync(gateway) + "/v1/chat/completions") { Content = new StringContent(Question.Replace("{\"model\"", "{\"stream\":true,\"model\"", StringComparison.Ordinal), Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var last = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line.Length > 0 ? line : last;
        }

        Assert.StartsWith("data: {\"error\":{", last);
        Assert.Equal(0, other.CallCount);
        gateway.Kill9();
    }

    private static TempHome Home(EndlessProvider endless, ScriptedProvider other) => new TempHome($$"""
        {
          "providers": {
            "endless": { "kind": "openai", "baseUrl": "{{endless.BaseUrl}}", "apiKey": "none" },
            "other": { "kind": "openai", "baseUrl": "{{other.BaseUrl}}", "apiKey": "none" }
          },
          "models": { "m": { "targets": ["endless/m"] }, "n": { "targets": ["other/n"] } },
          "chains": { "m": ["n"] }
        }
        """).Set("DOTNET_GCHeapHardLimit", HeapOf160MB);

    private static string Delta(string delta) => $$"""data: {"choices":[{"index":0,"delta":{{delta}}}]}""" + "\n\n";
}
