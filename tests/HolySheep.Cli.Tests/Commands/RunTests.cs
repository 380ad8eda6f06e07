using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>A program behind a gateway of its own: its streams, signals and exit code are its own, and its calls are counted together.</summary>
public sealed class RunTests
{
    private const string Question = """{"model":"priced","max_tokens":1000,"messages":[{"role":"user","content":"How high?"}]}""";
    private const string TellAndWait = "echo \"$OPENAI_BASE_URL $OPENAI_API_KEY $ANTHROPIC_BASE_URL $ANTHROPIC_API_KEY\"; read line; exit 7";

    private static bool IsUnix => !OperatingSystem.IsWindows();

    [Fact]
    public async Task A_program_gets_an_address_and_a_token_and_its_cost_is_told_in_the_end()
    {
        if (!IsUnix)
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("330 m").WithUsage(prompt: 1000, completion: 500), Reply.Text("330 m").WithUsage(prompt: 10, completion: 5));
        using var home = Home(provider);
        await using var child = Start(home, [], "sh", "-c", TellAndWait);
        var (openAI, token, anthropic, key) = await ToldAsync(child);
        Assert.Equal((token, anthropic + "/v1"), (key, openAI));
        Assert.Contains("330 m", await AskAsync(openAI + "/chat/completions", "Authorization", "Bearer " + token));
        Assert.Contains("330 m", await AskAsync(anthropic + "/v1/messages", "x-api-key", token));
        await child.WriteLineAsync("go");
        var result = BuiltCommand.WithoutKey(await child.WaitAsync());
        Assert.Equal(7, result.ExitCode);
        Assert.Equal($"{openAI} {token} {anthropic} {key}\n", result.Stdout);
        Assert.Matches(@"^notice: sh: 2 calls, 0\.00202 USD\. Session run-[0-9a-f]{12}\.\n$", result.Stderr);
        Assert.DoesNotContain(token, result.Stderr);
    }

    [Fact]
    public async Task The_calls_of_a_program_stop_at_its_limit()
    {
        if (!IsUnix)
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Enumerable.Repeat(Reply.Text("330 m").WithUsage(prompt: 1000, completion: 500), 3).ToArray());
        using var home = Home(provider);
        await using var child = Start(home, ["--max-cost", "0.0035"], "sh", "-c", TellAndWait);
        var (openAI, token, _, _) = await ToldAsync(child);
        Assert.Contains("330 m", await AskAsync(openAI + "/chat/completions", "Authorization", "Bearer " + token));
        Assert.Contains("budget_exceeded", await AskAsync(openAI + "/chat/completions", "Authorization", "Bearer " + token));
        await child.WriteLineAsync("go");
        var result = await child.WaitAsync();
        Assert.Equal((7, 1), (result.ExitCode, provider.CallCount));
        Assert.Contains("1 call, 0.002 USD of 0.0035 USD", result.Stderr);
    }

    [Fact]
    public async Task A_call_that_the_end_of_the_program_cuts_off_is_counted()
    {
        if (!IsUnix)
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(500).StallAfter(20));
        using var home = Home(provider);
        await using var child = Start(home, [], "sh", "-c", TellAndWait);
        var (openAI, token, _, _) = await ToldAsync(child);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-api-key", token);
        var request = new HttpRequestMessage(HttpMethod.Post, openAI + "/chat/completions") { Content = Body(Question.Replace("{\"model\"", "{\"stream\":true,\"model\"", StringComparison.Ordinal)) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await child.WriteLineAsync("go");
        var result = await child.WaitAsync();
        Assert.Equal(7, result.ExitCode);
        Assert.Matches(@"1 call, 0\.000\d+ USD", result.Stderr);
    }

    [Theory]
    [InlineData("no-such-program-anywhere", 127)]
    [InlineData("./no/such/program", 127)]
    [InlineData("./not-runnable", 126)]
    public async Task A_program_that_cannot_be_run_has_the_exit_code_of_shells(string program, int exitCode)
    {
        if (!IsUnix)
        {
            return;
        }

        using var home = new TempHome();
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "not-runnable"), "nothing");
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(home, "run", "--sandbox", "--", program) with { WorkingDirectory = home.Folder });
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(program.TrimStart('.'), result.Stderr);
        Assert.Empty(result.Stdout);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 41", 41)]
    [InlineData("kill -9 $$", 137)]
    public async Task The_exit_code_is_the_programs(string script, int exitCode)
    {
        if (!IsUnix)
        {
            return;
        }

        using var home = new TempHome();
        Assert.Equal(exitCode, (await BuiltCommand.RunAsync(home, "run", "--sandbox", "--", "sh", "-c", script)).ExitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("USR1")]
    [InlineData("USR2")]
    [InlineData("ALRM")]
    public async Task A_signal_reaches_the_program_which_decides(string signal)
    {
        if (!IsUnix)
        {
            return;
        }

        using var home = new TempHome();
        var script = $"trap 'kill $!; echo got; exit 3' {signal}; sleep 600 & echo ready; wait";
        await using var child = Start(home, ["--sandbox"], "sh", "-c", script);
        await child.WaitForOutputAsync("ready");
        await ChildProcess.RunAsync(new ChildOptions("sh", "-c", $"kill -{signal} {child.Id}"));
        var result = await child.WaitAsync();
        Assert.Equal((3, "ready\ngot\n"), (result.ExitCode, result.Stdout));
        Assert.Contains("0 calls", result.Stderr);
    }

    [Fact]
    public async Task Arguments_and_standard_input_arrive_as_they_are()
    {
        if (!IsUnix)
        {
            return;
        }

        using var home = new TempHome();
        var options = BuiltCommand.Options(home, "run", "--sandbox", "--", "sh", "-c", "printf '[%s]' \"$@\"; cat", "x", "--json", "--", "--model=", "a b", "");
        var result = await BuiltCommand.RunAsync(options with { Stdin = "from outside" });
        Assert.Equal("[--json][--][--model=][a b][]from outside", result.Stdout);
    }

    [Fact]
    public async Task Codex_which_takes_no_address_from_its_variables_gets_it_as_arguments_before_its_own()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var home = new TempHome();
        var program = Path.Combine(home.Folder, "codex");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nprintf '[%s]' \"$@\"\necho \" $OPENAI_BASE_URL\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var result = await BuiltCommand.RunAsync(home, "run", "--sandbox", "--", program, "exec", "-c", "model=\"x\"");
        var url = result.Stdout.Trim().Split(' ')[^1];
        Assert.StartsWith("http://127.0.0.1:", url);
        Assert.Equal($$"""[-c][model_provider="holysheep"][-c][model_providers.holysheep={name="HolySheep",base_url="{{url}}",env_key="OPENAI_API_KEY",wire_api="responses"}][exec][-c][model="x"] {{url}}""", result.Stdout.Trim());
    }

    [Fact]
    public async Task What_would_lead_the_programs_clients_elsewhere_is_taken_away()
    {
        if (!IsUnix)
        {
            return;
        }

        using var home = new TempHome().Set("ANTHROPIC_AUTH_TOKEN", "a-token-of-another-place").Set("CLAUDE_CODE_USE_BEDROCK", "1").Set("NO_PROXY", "corp.example").Set("no_proxy", "");
        var result = await BuiltCommand.RunAsync(home, "run", "--sandbox", "--", "sh", "-c", "echo \"$ANTHROPIC_AUTH_TOKEN|$CLAUDE_CODE_USE_BEDROCK|$NO_PROXY|$no_proxy\"");
        Assert.Equal("||corp.example,127.0.0.1,localhost|127.0.0.1,localhost\n", result.Stdout);
    }

    [Theory]
    [InlineData("needs PROGRAM", "run")]
    [InlineData("after '--'", "run", "sh", "-c", "exit 1")]
    [InlineData("--max-cost is -1 USD", "run", "--max-cost", "-1", "--", "true")]
    public async Task A_line_that_says_no_program_is_refused_with_exit_2(string words, params string[] args)
    {
        using var home = new TempHome();
        var result = await BuiltCommand.RunAsync(home, args);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Stderr);
    }

    private static TempHome Home(ScriptedProvider provider) => new TempHome($$"""
        {
          "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:ONE_KEY" } },
          "models": { "priced": { "targets": [ "one/priced" ], "price": { "input": 1, "output": 2 } } },
          "defaults": { "model": "priced" }
        }
        """).Set("ONE_KEY", KeyMarker.Value);

    private static ChildProcess Start(TempHome home, string[] options, params string[] program) =>
        ChildProcess.Start(BuiltCommand.Options(home, ["run", .. options, "--", .. program]) with { KeepsStdinOpen = true });

    private static async Task<(string OpenAI, string Token, string Anthropic, string Key)> ToldAsync(ChildProcess child)
    {
        await child.WaitForOutputAsync("\n");
        var words = child.Output.Trim().Split(' ');
        return (words[0], words[1], words[2], words[3]);
    }

    private static async Task<string> AskAsync(string url, string header, string value)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(header, value);
        using var response = await http.PostAsync(url, Body(Question));
        return await response.Content.ReadAsStringAsync();
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
