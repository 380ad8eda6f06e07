using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The gateway as a process of its own.</summary>
public sealed class ServeTests
{
    private const string Question = """{"model":"gpt-4.1","messages":[{"role":"user","content":"How high?"}]}""";

    [Fact]
    public async Task It_makes_a_token_that_only_its_owner_can_read_and_says_where()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("330 m"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0"));
        var root = await ServedGateway.ListeningAsync(child);
        var path = Path.Combine(home.Folder, "gateway.token");
        await child.WaitForErrorAsync(path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        using var http = new HttpClient();
        using var refused = await http.PostAsync(root + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Equal(401, (int)refused.StatusCode);
        http.DefaultRequestHeaders.Add("x-api-key", (await File.ReadAllTextAsync(path)).Trim());
        using var answered = await http.PostAsync(root + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Contains("330 m", await answered.Content.ReadAsStringAsync());
        child.Kill9();
    }

    [Fact]
    public async Task A_token_is_the_same_after_a_restart()
    {
        using var home = new TempHome();
        var path = Path.Combine(home.Folder, "gateway.token");
        string? first = null;
        for (var run = 0; run < 2; run++)
        {
            await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "0", "--sandbox"));
            await ServedGateway.ListeningAsync(child);
            var token = await File.ReadAllTextAsync(path);
            Assert.True(token.Trim().Length >= 32);
            Assert.Equal(first ??= token, token);
            child.Kill9();
        }
    }

    [Theory]
    [InlineData("Other machines reach", "--listen", "0.0.0.0:0")]
    [InlineData("without a token cannot listen", "--listen", "0.0.0.0:0", "--insecure", "--no-token")]
    [InlineData("is not an address", "--listen", "evil.example:1")]
    [InlineData("cannot be combined", "--listen", "0", "--token", "env:GATEWAY_TOKEN", "--no-token")]
    [InlineData("There is no token in env:NOT_SET", "--listen", "0", "--token", "env:NOT_SET")]
    [InlineData("has 5 characters", "--listen", "0", "--token", "env:SHORT_TOKEN")]
    [InlineData("not given by its place", "--listen", "0", "--token", "a-token-on-the-command-line")]
    [InlineData("has no certificate", "--listen", "0", "--cert", "missing.pem")]
    public async Task What_would_not_be_safe_is_refused_with_exit_2(string words, params string[] args)
    {
        using var home = new TempHome().Set("GATEWAY_TOKEN", "a-token-of-32-characters-0123456").Set("SHORT_TOKEN", "short");
        var result = await BuiltCommand.RunAsync(home, ["serve", "--sandbox", .. args]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Stderr);
        Assert.DoesNotContain("a-token-on-the-command-line", result.Stderr);
        Assert.Empty(result.Stdout);
    }

    [Fact]
    public async Task A_port_that_is_held_is_refused_with_exit_2()
    {
        await using var holder = new ScriptedProvider();
        using var home = new TempHome();
        var result = await BuiltCommand.RunAsync(home, "serve", "--sandbox", "--no-token", "--listen", $"127.0.0.1:{holder.Port}");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"cannot listen on 127.0.0.1:{holder.Port}", result.Stderr);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_lets_the_calls_under_way_finish_and_ends_with_0(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token"));
        var root = await ServedGateway.ListeningAsync(child);
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Post, root + "/v1/chat/completions") { Content = new StringContent(Question.Replace("{\"model\"", "{\"stream\":true,\"model\"", StringComparison.Ordinal), Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await provider.WaitForCallAsync();
        await ServedGateway.SignalAsync(child, signal);
        await child.WaitForErrorAsync("Stopping");
        gate.Open();
        Assert.EndsWith("data: [DONE]\n\n", await reader.ReadToEndAsync());
        Assert.Equal(0, (await child.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task A_valid_change_of_the_configuration_is_taken_without_harm_to_a_call_and_another_is_not()
    {
        await using var one = new ScriptedProvider("one");
        await using var two = new ScriptedProvider("two");
        var gate = new Gate();
        one.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate));
        two.OnAny().Answer(Reply.Text("from two"), Reply.Text("from two again"));
        using var home = ProviderHome.At(one.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token"));
        var root = await ServedGateway.ListeningAsync(child);
        using var http = new HttpClient();
        var slow = http.PostAsync(root + "/v1/chat/completions", Body());
        await one.WaitForCallAsync();
        home.WriteConfig($$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{two.BaseUrl}}" } } }""");
        await child.WaitForErrorAsync("is in force");
        Assert.Contains("from two", await AskAsync());
        home.WriteConfig("{ not json");
        await child.WaitForErrorAsync("is not valid");
        Assert.Contains("from two again", await AskAsync());
        gate.Open();
        using var answered = await slow;
        Assert.Contains("word3", await answered.Content.ReadAsStringAsync());
        child.Kill9();

        async Task<string> AskAsync()
        {
            using var response = await http.PostAsync(root + "/v1/chat/completions", Body());
            return await response.Content.ReadAsStringAsync();
        }

        static StringContent Body() => new(Question, Encoding.UTF8, "application/json");
    }

    [Fact]
    public async Task It_answers_from_the_sandbox_without_network()
    {
        using var home = new TempHome();
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "0", "--no-token", "--sandbox"));
        var root = await ServedGateway.ListeningAsync(child);
        using var http = new HttpClient();
        using var answered = await http.PostAsync(root + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
        Assert.Equal("sandbox", Assert.Single(answered.Headers.GetValues("x-holysheep-provider")));
        child.Kill9();
    }

    [Fact]
    public async Task It_says_where_it_listens_as_JSON_if_asked()
    {
        using var home = new TempHome();
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "0", "--no-token", "--sandbox", "--json"));
        await child.WaitForOutputAsync("\n");
        Assert.Matches(@"^\{""listening"":\[""http://127\.0\.0\.1:\d+""\]\}\n$", child.Output);
        child.Kill9();
    }
}
