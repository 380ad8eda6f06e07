using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.TestKit;
using HolySheep.TestKit.Terminals;
using Xunit;

namespace HolySheep.Cli.Tests.Interactive;

/// <summary><c>holysheep chat -i</c> at a real terminal.</summary>
public sealed class InteractiveChatTests
{
    private const string Prompt = ">";
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";

    [TerminalFact]
    public async Task Pieces_are_shown_before_the_answer_is_complete()
    {
        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Words(5).HoldAfter(2, gate));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("word1 word2");
        Assert.DoesNotContain(terminal.Screen, row => row.Contains("word3"));
        gate.Open();
        await terminal.WaitForLastRowAsync(Prompt);

        Assert.Equal(["Chat with gpt-4.1. /help lists the commands, Ctrl+D ends.", "> hi", "word1 word2 word3 word4 word5", ">"], terminal.Screen);
        Assert.True(provider.Requests.Single().IsStream);
    }

    [TerminalFact]
    public async Task Ctrl_C_ends_the_answer_and_not_the_session_and_the_cut_answer_is_not_sent_again()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(5).StallAfter(2)).Answer(Reply.Text("the second answer"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("first\r");
        await terminal.WaitForAsync("word1 word2");
        terminal.Type(CtrlC);
        await terminal.WaitForAsync("Stopped.");
        await provider.WaitForDisconnectAsync();
        terminal.Type("second\r");
        await terminal.WaitForAsync("the second answer");
        await terminal.WaitForLastRowAsync(Prompt);
        terminal.Type(CtrlD);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal([("user", "second")], provider.Requests[1].Messages);
    }

    [TerminalFact]
    public async Task A_file_and_an_address_go_with_the_first_message_and_not_with_the_second()
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(request => request.Method == "GET" ? Reply.Raw(200, "text/plain", "from the address") : Reply.Text("fine"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home, "--attach", home.WriteFile("notes.txt", "from the file"), "--attach", provider.Root + "/far.txt");
        await terminal.WaitForLastRowAsync(Prompt);
        terminal.Type("first\r");
        await provider.WaitForCallAsync(2);
        await terminal.WaitForLastRowAsync(Prompt);
        terminal.Type("second\r");
        await provider.WaitForCallAsync(3);

        var bodies = provider.Requests.Where(request => request.Method == "POST").Select(request => request.Body).ToList();
        Assert.All((string[])["from the file", "from the address", "first"], text => Assert.Contains(text, bodies[0], StringComparison.Ordinal));
        Assert.All((string[])["from the file", "from the address"], text => Assert.Equal(2, bodies[1].Split(text).Length));
    }

    [TerminalFact]
    public async Task An_attachment_that_cannot_be_read_ends_the_command_before_a_person_types()
    {
        using var home = new TempHome();
        await using var terminal = Start(home, "--attach", "missing.pdf");

        Assert.Equal(2, await terminal.WaitForExitAsync());
        await terminal.WaitForAsync("missing.pdf");
    }

    [TerminalFact]
    public async Task What_is_typed_during_an_answer_is_the_next_input()
    {
        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate)).Answer(Reply.Text("another"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("first\r");
        await terminal.WaitForAsync("word1");
        terminal.Type("typed ahead\r");
        gate.Open();
        await terminal.WaitForAsync("another");

        Assert.Equal("typed ahead", provider.Requests[1].LastUserMessage);
        Assert.Equal(["user", "assistant", "user"], provider.Requests[1].Messages.Select(message => message.Role));
    }

    [TerminalTheory]
    [InlineData("\"\"\"one\rtwo\"\"\"\r")]
    [InlineData("one\\\rtwo\r")]
    [InlineData("one\u001b\rtwo\r")]
    [InlineData("one\u001b[13;2utwo\r")]
    [InlineData("one\ntwo\r")]
    [InlineData("\u001b[200~one\rtwo\u001b[201~\r")]
    [InlineData("\u001b[200~one\r\ntwo\u001b[201~\r")]
    public async Task Several_lines_are_one_message(string keys)
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type(keys);
        var request = await provider.WaitForCallAsync();

        Assert.Equal("one\ntwo", request.LastUserMessage);
        await terminal.WaitForLastRowAsync(Prompt);
        Assert.Single(provider.Requests);
    }

    [TerminalFact]
    public async Task A_change_of_the_size_during_an_answer_garbles_nothing()
    {
        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Words(12).HoldAfter(3, gate)).Answer(Reply.Text("fine"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("word3");
        terminal.Resize(20, 10);
        gate.Open();
        await terminal.WaitForLastRowAsync(Prompt);
        Assert.Contains(string.Join(' ', Enumerable.Range(1, 12).Select(number => $"word{number}")), string.Concat(terminal.Screen.Select(row => row.PadRight(20))));
        terminal.Type("and now a line that is wider than the terminal\r");
        await terminal.WaitForAsync("fine");

        Assert.Equal("and now a line that is wider than the terminal", provider.Requests[1].LastUserMessage);
        Assert.Contains("> and now a line th", terminal.Screen);
        Assert.Contains("  at is wider than", terminal.Screen);
    }

    [TerminalFact]
    public async Task A_failed_call_shows_its_hint_and_the_session_goes_on_without_it()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(400, "invalid_value", "no such thing")).Answer(Reply.Text("fine"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home, "--no-fallback");
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("first\r");
        await terminal.WaitForAsync("error RequestRejected: ");
        await terminal.WaitForLastRowAsync(Prompt);
        Assert.Contains(terminal.Screen, row => row.StartsWith("hint: ", StringComparison.Ordinal));
        terminal.Type("second\r");
        await terminal.WaitForAsync("fine");

        Assert.Equal([("user", "second")], provider.Requests[1].Messages);
    }

    [TerminalFact]
    public async Task Another_target_that_answered_is_named_in_one_line()
    {
        await using var first = new ScriptedProvider();
        await using var second = new ScriptedProvider();
        first.OnAny().Answer(Reply.Status(503));
        second.OnAny().Answer(Reply.Text("from the spare"));
        using var home = ProviderHome.At(first, second);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("gpt-4.1 at backup answered");

        Assert.Contains("\u001b[2mgpt-4.1 at backup answered; before that: holysheep/gpt-4.1", terminal.Written);
    }

    [TerminalFact]
    public async Task Markdown_is_shown_with_styles_and_cannot_control_the_terminal()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("# A title\n\n- **bold** and `code`\n\n| a | b |\n|---|--:|\n| x | 1 |\n\n\u001b]0;evil\u0007 \u001b[2J end").SplitCharacters(7));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("[2J end");

        await terminal.WaitForLastRowAsync(Prompt);
        Assert.Contains("\u001b[1mbold\u001b[22m", terminal.Written);
        Assert.Equal(["A title", "", "• bold and code", "", "a  b", "─  ─", "x  1", "", "␛]0;evil␇ ␛[2J end"], terminal.Screen.SkipWhile(row => row != "A title").Take(9));
        Assert.DoesNotContain("\u001b]0;", terminal.Written);
        Assert.DoesNotContain("\u001b[2J", terminal.Written);
    }

    [TerminalTheory]
    [InlineData("NO_COLOR", "1"), InlineData("TERM", "dumb")]
    public async Task Without_colors_nothing_has_a_style_and_Markdown_stays_as_it_was_written(string name, string value)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Status(503)).Answer(Reply.Text("# A **title**"));
        using var home = ProviderHome.At(provider.BaseUrl).Set(name, value);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("# A **title**");
        terminal.Type("/none\r");
        await terminal.WaitForAsync("There is no command");
        await terminal.WaitForLastRowAsync(Prompt);

        Assert.DoesNotMatch(new Regex("\u001b\\[[0-9;]*m"), terminal.Written);
        Assert.Equal(value == "dumb", !terminal.Written.Contains('\u001b'));
    }

    [TerminalTheory]
    [InlineData(CtrlD), InlineData(CtrlC), InlineData("/exit\r"), InlineData("given up" + CtrlC + CtrlC)]
    public async Task A_session_ends_with_exit_code_0(string keys)
    {
        using var home = new TempHome();
        await using var terminal = Start(home, "--sandbox");
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type(keys);

        Assert.Equal(0, await terminal.WaitForExitAsync());
    }

    [TerminalFact]
    public async Task The_arrow_keys_bring_back_what_was_typed_and_the_line_can_be_edited()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);
        terminal.Type("where is Hue\r");
        await provider.WaitForCallAsync();
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("\u001b[A");
        await terminal.WaitForLastRowAsync("> where is Hue");
        terminal.Type("\u001b[H\u001b[3~W\u001b[F\u007f\u007f\u007f漢字\u001b[Dx\r");
        var request = await provider.WaitForCallAsync(2);

        Assert.Equal("Where is 漢x字", request.LastUserMessage);
    }

    [TerminalFact]
    public async Task The_prompt_of_the_command_line_is_the_first_message_even_if_it_begins_with_a_slash()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home, "/etc/hosts is what?", "--model", "claude-sonnet-4.5");

        var request = await provider.WaitForCallAsync();

        Assert.Equal(("claude-sonnet-4.5", "/etc/hosts is what?"), (request.Model, request.LastUserMessage));
        await terminal.WaitForLastRowAsync(Prompt);
    }

    [TerminalFact]
    public async Task A_saved_conversation_goes_on_in_the_next_session()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("the first answer")).Answer(Reply.Text("the second answer")).Answer(Reply.Text("the third answer"));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using (var terminal = Start(home, "first", "--conversation", "towers"))
        {
            await terminal.WaitForAsync(", in the new conversation 'towers'.");
            await terminal.WaitForAsync("the first answer");
            await terminal.WaitForLastRowAsync(Prompt);
            terminal.Type(CtrlD);
            Assert.Equal(0, await terminal.WaitForExitAsync());
        }

        await using var next = Start(home, "-c");
        await next.WaitForAsync(", in the conversation 'towers' of 1 turn.");
        await next.WaitForLastRowAsync(Prompt);
        next.Type("second\r");
        await next.WaitForAsync("the second answer");

        Assert.Equal([("user", "first"), ("assistant", "the first answer"), ("user", "second")], provider.Requests[1].Messages);
    }

    [TerminalFact]
    public async Task The_wait_is_shown_with_its_target_and_leaves_no_trace()
    {
        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Words(2).Hold(gate));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var terminal = Start(home);
        await terminal.WaitForLastRowAsync(Prompt);

        terminal.Type("hi\r");
        await terminal.WaitForAsync("waiting for gpt-4.1 at holysheep, ");
        gate.Open();
        await terminal.WaitForLastRowAsync(Prompt);

        Assert.Equal(["> hi", "word1 word2", ">"], terminal.Screen.Skip(1));
    }

    [Theory]
    [InlineData("--interactive needs a terminal, and standard input is not one.", "-i")]
    [InlineData("--interactive needs a terminal, and standard input is not one.", "-i", "hello")]
    [InlineData("--json cannot be combined with --interactive.", "-i", "--json")]
    public async Task Without_a_terminal_it_ends_at_once_with_exit_code_2(string message, params string[] arguments)
    {
        using var home = new TempHome();
        IReadOnlyList<string> all = ["chat", .. arguments, "--sandbox"];

        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(home, all) with { KeepsStdinOpen = true });

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error ArgumentInvalid: " + message, result.Stderr);
    }

    [TerminalFact]
    public async Task A_single_call_streams_on_a_terminal_unless_told_otherwise()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        foreach (string[] arguments in (string[][])[["chat", "hi"], ["chat", "hi", "--no-stream"], ["chat", "hi", "--json"]])
        {
            await using var terminal = TerminalProcess.Start(BuiltCommand.Options(home, arguments));
            Assert.Equal(0, await terminal.WaitForExitAsync());
        }

        Assert.Equal([true, false, false], provider.Requests.Select(request => request.IsStream));
    }

    private static TerminalProcess Start(TempHome home, params string[] arguments) => TerminalProcess.Start(BuiltCommand.Options(home, ["chat", "-i", .. arguments]));
}
