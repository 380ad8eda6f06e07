using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;
using HolySheep.TestKit.Terminals;
using Xunit;

namespace HolySheep.PowerShell.Tests.Interactive;

/// <summary><c>Enter-HolySheepChat</c> in a real <c>pwsh</c> at a real terminal. One long walk for each start, because a start is slow.</summary>
public sealed class TerminalChatTests
{
    private const string Prompt = ">";
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";

    [Fact]
    public async Task A_person_streams_stops_an_answer_pastes_resizes_and_leaves()
    {
        if (!TerminalProcess.IsSupported)
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        var (gate, second) = (new Gate(), new Gate());
        provider.OnAny().Answer(Reply.Text("**word1** word2 word3").HoldAfter(2, gate)).Answer(Reply.Words(5).StallAfter(2)).Answer(Reply.Words(12).HoldAfter(3, second)).Answer(Reply.Text("the last"));
        using var home = Home(provider);
        await using var terminal = Start(home, "$r = Enter-HolySheepChat -PassThru; \"left with $($r.Content)\"; [Console]::TreatControlCAsInput");
        await terminal.WaitForLastRowAsync(Prompt);

        // An apostrophe is not the beginning of a string.
        terminal.Type("Don't stream\r");
        await terminal.WaitForAsync("word1 word2");
        Assert.DoesNotContain(terminal.Screen, row => row.Contains("word3"));
        gate.Open();
        await terminal.WaitForAsync(screen => screen.Contains("word1 word2 word3") && screen[^1] == Prompt, "the first answer");
        Assert.Contains("\u001b[1mword1\u001b[22m", terminal.Written);

        terminal.Type("second\r");
        await terminal.WaitForAsync(screen => screen.Count(row => row.StartsWith("word1 word2", StringComparison.Ordinal)) == 2, "the beginning of the second answer");
        terminal.Type(CtrlC);
        await terminal.WaitForAsync(screen => screen.Any(row => row.StartsWith("Stopped.", StringComparison.Ordinal)) && screen[^1] == Prompt, "the stopped answer");
        await provider.WaitForDisconnectAsync();

        terminal.Type("\u001b[200~pasted\rtwice\u001b[201~\r");
        await provider.WaitForCallAsync(3);
        await terminal.WaitForAsync("word3");
        terminal.Resize(20, 10);
        second.Open();
        await terminal.WaitForAsync(screen => string.Concat(screen).Contains("word12") && screen[^1] == Prompt, "the third answer");

        terminal.Type("\u001b[A\u001b[A\u001b[A\r");
        await terminal.WaitForAsync(screen => screen.Contains("the last") && screen[^1] == Prompt, "the fourth answer");
        terminal.Type(CtrlD);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        await terminal.WaitForAsync("left with the last");
        Assert.Equal("False", terminal.Screen[^1]);
        Assert.Equal(["Don't stream", "second", "pasted\ntwice", "second"], provider.Requests.Select(request => request.LastUserMessage));
        Assert.Equal(
            ["user:Don't stream", "assistant:**word1** word2 word3", "user:pasted\ntwice"], provider.Requests[2].Messages.Select(message => $"{message.Role}:{message.Content}"));
    }

    [Fact]
    public async Task Without_colors_nothing_has_a_style_the_wait_leaves_no_trace_and_attachments_go_with_the_first_message()
    {
        if (!TerminalProcess.IsSupported)
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.Handle(request => request.Method == "GET" ? Reply.Raw(200, "text/plain", "from the address") : null);
        provider.OnAny().Answer(Reply.Text("# A **title**").Hold(gate));
        using var home = Home(provider).Set("NO_COLOR", "1");
        await using var terminal = Start(home, $"Enter-HolySheepChat -Attachment '{home.WriteFile("notes.txt", "from the file")}', {provider.Root}/far.txt");
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("waiting for gpt-4.1 at holysheep, ");
        gate.Open();
        await terminal.WaitForLastRowAsync(Prompt);
        Assert.Equal(["> hi", "# A **title**", ">"], terminal.Screen.SkipWhile(row => row != "> hi"));
        Assert.DoesNotContain("\u001b[2m", terminal.Written);
        terminal.Type("/exit\r");

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.All((string[])["from the file", "from the address"], text => Assert.Contains(text, provider.Requests.Single(request => request.Method == "POST").Body));
    }

    [Theory]
    [InlineData(true, "PowerShell was started with -NonInteractive"), InlineData(false, "standard input is redirected")]
    public async Task Without_a_person_it_ends_at_once(bool atTerminal, string reason)
    {
        if (!TerminalProcess.IsSupported)
        {
            return;
        }

        using var home = new TempHome();
        var options = Options(home, atTerminal ? ["-NonInteractive"] : [], "Enter-HolySheepChat -Sandbox");
        if (atTerminal)
        {
            await using var terminal = TerminalProcess.Start(options, columns: 400);
            Assert.Equal(1, await terminal.WaitForExitAsync());
            Assert.Contains(terminal.Screen, row => row.Contains("Enter-HolySheepChat needs a person at a terminal: " + reason));
            return;
        }

        var result = await ChildProcess.RunAsync(options with { KeepsStdinOpen = true });
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Stderr.Replace("\n     | ", " "));
    }

    private static TempHome Home(ScriptedProvider provider) =>
        new TempHome($$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}" } } }""").Set("HOLYSHEEP_API_KEY", KeyMarker.Value).Set("POWERSHELL_UPDATECHECK", "Off");

    private static TerminalProcess Start(TempHome home, string script) => TerminalProcess.Start(Options(home, [], script));

    private static ChildOptions Options(TempHome home, IReadOnlyList<string> switches, string script) =>
        ShellProcess.Options(typeof(TerminalChatTests).Assembly, ["-NoProfile", "-NoLogo", .. switches, "-Command", $"$ErrorActionPreference = 'Stop'; Import-Module '{StagedModule.Manifest}'; {script}"]) with
        {
            Environment = home.Variables,
        };
}
