using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Sandbox;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Conversations;

public sealed class ConversationSessionTests : IAsyncDisposable
{
    private readonly TempHome _home = new();
    private readonly Stage _stage = Stage.Chain();

    private ConversationStore Store => new(_home.Folder);

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _home.Dispose();
    }

    [Theory]
    [Modes]
    public async Task Each_turn_is_sent_after_the_ones_before_it_and_saved(CallMode mode)
    {
        _stage.One.OnAny().Answer(Reply.Text("300 metres.").WithUsage(10, 5), Reply.Text("In 1889.").WithUsage(20, 5));

        await AskAsync(Open("tower"), "How high is the tower?", mode);
        var second = await AskAsync(Open("TOWER"), "When was it built?", mode);

        Assert.Equal(["How high is the tower?", "300 metres.", "When was it built?"], _stage.One.Requests[1].Messages.Select(message => message.Content));
        Assert.Empty(second.Warnings);
        var stored = Store.Get("tower");
        Assert.Equal((2, "alpha", "How high is the tower?"), (stored.Turns, stored.Model, stored.Title));
        Assert.Equal((30 * 1m + 10 * 2m) / 1_000_000, stored.Cost);
        Assert.Equal("In 1889.", stored.Messages[^1].Content);
    }

    [Theory]
    [Modes]
    public async Task A_turn_without_a_complete_answer_is_not_kept(CallMode mode)
    {
        _stage.One.OnAny().Answer(Reply.Text("300 metres."), Reply.Words(20).CutAfter(3).As("text/event-stream"), Reply.Status(500));
        _stage.Two.OnAny().Answer(Reply.Status(500));
        var session = Open("tower");
        await AskAsync(session, "How high is the tower?", mode);
        var before = File.ReadAllText(Store.PathOf("tower"));

        var request = session.Continue(Stage.Question("When was it built?") with { Limits = new ChatLimits { MaxRetries = 0 } });
        Assert.NotNull((await _stage.AskAsync(mode, request)).Error);

        Assert.Equal(before, File.ReadAllText(Store.PathOf("tower")));
        Assert.Equal(1, session.Turns);
    }

    [Fact]
    public async Task The_model_and_the_instruction_of_a_conversation_hold_until_a_turn_has_its_own()
    {
        _stage.One.OnAny().Answer(Reply.Text("a"));
        _stage.Two.OnAny().Answer(Reply.Text("b"));

        await AskAsync(Open("x"), Stage.Question("1") with { Model = "beta", System = "Be brief." });
        await AskAsync(Open("x"), Stage.Question("2"));
        await AskAsync(Open("x"), Stage.Question("3") with { Model = "alpha", System = "Be long." });
        await AskAsync(Open("x"), Stage.Question("4"));

        Assert.Equal(["Be brief.", "1", "b", "2"], _stage.Two.Requests[1].Messages.Select(message => message.Content));
        Assert.Equal(["Be long.", "1", "b", "2", "b", "3"], _stage.One.Requests[0].Messages.Select(message => message.Content));
        Assert.Equal("Be long.", _stage.One.Requests[1].Messages[0].Content);
        Assert.Equal(("alpha", 4), (Store.Get("x").Model, Store.Get("x").Turns));
    }

    [Fact]
    public async Task The_last_conversation_goes_on()
    {
        _stage.One.OnAny().Answer(Reply.Text("a"));
        Assert.Equal(ErrorCode.ConversationUnknown, Assert.Throws<HolySheepException>(() => ConversationSession.Last(_stage.Client, Store)).Code);
        await AskAsync(Open("x"), "1");

        var last = ConversationSession.Last(_stage.Client, Store);
        Assert.Equal(("x", 1), (last.Name, last.Turns));
    }

    [Fact]
    public async Task Two_processes_that_continue_one_conversation_keep_both_turns_and_the_later_one_says_so()
    {
        _stage.One.OnAny().Answer(Reply.Text("a"));
        await AskAsync(Open("x"), "1");
        ConversationSession one = Open("x"), other = Open("x");
        var (first, second) = (one.Continue(Stage.Question("from one")), other.Continue(Stage.Question("from the other")));

        Assert.Empty(one.Keep(first, await _stage.Client.ChatAsync(first)).Warnings);
        var warning = Assert.Single(other.Keep(second, await _stage.Client.ChatAsync(second)).Warnings);

        Assert.Contains("'x'", warning);
        Assert.Equal(["1", "from one", "from the other"], Prompts(Store.Get("x").Messages));
        Assert.Equal(["1", "from one", "from the other"], Prompts(other.Messages));
        Assert.Empty((await AskAsync(other, "4")).Warnings);
    }

    [Fact]
    public async Task A_conversation_that_another_process_removed_begins_again_and_says_so()
    {
        _stage.One.OnAny().Answer(Reply.Text("a"));
        var session = Open("x");
        await AskAsync(session, "secret");
        Store.Remove("x");

        Assert.Contains("removed", Assert.Single((await AskAsync(session, "2")).Warnings));
        Assert.Equal(["2"], Prompts(Store.Get("x").Messages));
    }

    [Fact]
    public async Task An_answer_whose_turn_cannot_be_saved_is_returned_and_saved_with_the_next_one()
    {
        _stage.One.OnAny().Answer(Reply.Text("a").WithUsage(10, 5));
        var session = Open("x");
        await AskAsync(session, "1");
        var path = Store.PathOf("x");
        File.Move(path, path + ".away");
        Directory.CreateDirectory(path);

        Assert.Equal("a", (await AskAsync(session, "2")).Content);
        Assert.Equal(ErrorCode.ConversationUnusable, session.Fault!.Code);
        Assert.Contains(path, session.Fault.Message);
        Assert.Equal(2, session.Turns);

        Directory.Delete(path);
        File.Move(path + ".away", path);
        await AskAsync(session, "3");
        Assert.Null(session.Fault);
        Assert.Equal(["1", "2", "3"], Prompts(Store.Get("x").Messages));
        Assert.Equal(60m / 1_000_000, Store.Get("x").Cost);
    }

    [UnixFact]
    public async Task A_full_disk_loses_neither_the_answer_nor_the_conversation()
    {
        using var disk = SmallDisk.TryMount(1);
        if (disk is null)
        {
            return;
        }

        _stage.One.OnAny().Answer(Reply.Text("a"));
        var store = new ConversationStore(disk.Root);
        var session = new ConversationSession(_stage.Client, store, "x");
        await AskAsync(session, "1");
        try
        {
            File.WriteAllBytes(Path.Combine(disk.Root, "filler"), new byte[2 << 20]);
        }
        catch (IOException)
        {
            // As meant.
        }

        Assert.Equal("a", (await AskAsync(session, new string('y', 20_000))).Content);
        Assert.Equal(ErrorCode.ConversationUnusable, session.Fault!.Code);
        Assert.Equal(1, store.Get("x").Turns);
        File.Delete(Path.Combine(disk.Root, "filler"));
        await AskAsync(session, "3");
        Assert.Equal(3, store.Get("x").Turns);
    }

    [Fact]
    public async Task A_session_without_a_name_is_saved_under_one_later()
    {
        _stage.One.OnAny().Answer(Reply.Text("a").WithUsage(10, 5));
        var session = new ConversationSession(_stage.Client);
        await AskAsync(session, Stage.Question("1") with { System = "Be brief." });
        await AskAsync(session, "2");
        Assert.Empty(Store.List().Conversations);
        Assert.Equal((40m / 1_000_000, 2), (session.Cost, session.Turns));

        session.SaveAs(Store, "x");
        await AskAsync(session, "3");
        Assert.Equal((3, 60m / 1_000_000, 3), (Store.Get("x").Turns, Store.Get("x").Cost, session.Turns));
        Assert.Equal("Be brief.", Store.Get("x").Messages[0].Content);

        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => new ConversationSession(_stage.Client).SaveAs(Store, "X")).Code);
    }

    [Fact]
    public async Task A_rehearsal_reads_a_conversation_and_changes_nothing()
    {
        _stage.One.OnAny().Answer(Reply.Text("a"));
        await AskAsync(Open("x"), "1");
        using var client = new HolySheepClient(_stage.Options with { Rehearsal = SandboxScript.None });
        var session = new ConversationSession(client, Store, "x");
        var request = session.Continue(Stage.Question("2"));

        session.Keep(request, await client.ChatAsync(request));

        Assert.Equal(3, request.Messages.Count);
        Assert.Equal((1, 1), (Store.Get("x").Turns, session.Turns));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_key_of_a_provider_that_no_call_has_used_stays_out_of_the_file(bool sandbox)
    {
        // Each case has a key of its own, because the process remembers keys.
        var key = sandbox ? "sk-spare-5e1f0c9b8a7d6e5f4a3b2c1d" : "sk-other-09c8b7a6f5e4d3c2b1a09f8e";
        _stage.WithVariable("THREE_KEY", key).With(configuration => configuration with
        {
            Providers = new Dictionary<string, ProviderOptions>(configuration.Providers) { ["three"] = configuration.Providers["two"] with { Name = "three", ApiKeys = [new KeyReference(KeySource.Environment, "THREE_KEY")] } },
        });
        _stage.One.OnAny().Answer(Reply.Text("a"));
        using var client = new HolySheepClient(_stage.Options with { Sandbox = sandbox ? SandboxScript.None : null });
        var session = new ConversationSession(client, Store, "x");
        var request = session.Continue(Stage.Question($"Is {key} a good key?"));

        session.Keep(request, await client.ChatAsync(request));

        Assert.DoesNotContain(key, File.ReadAllText(Store.PathOf("x")));
        Assert.Equal("Is *** a good key?", Store.Get("x").Messages[0].Content);
    }

    [Theory]
    [Modes]
    public async Task Rounds_of_tools_between_prompt_and_answer_are_kept_as_one_turn_with_the_cost_of_all(CallMode mode)
    {
        _stage.One.OnAny().Answer(Reply.Text("Hello.").WithUsage(10, 5), Reply.ToolCalls(("Get-Service", "{}")).WithUsage(10, 5), Reply.Text("None runs.").WithUsage(10, 5));
        await AskAsync(Open("x"), "Hi", mode);

        var asked = await AskAsync(Open("x"), Stage.Question("Which services run?") with { Tools = [new ChatTool("Get-Service")], ToolRounds = new ToolRounds(new EmptyRunner()) }, mode);

        Assert.Equal("None runs.", asked.Content);
        var stored = Store.Get("x");
        Assert.Equal(["user", "assistant", "user", "assistant", "tool", "assistant"], stored.Messages.Select(message => message.Role));
        Assert.Equal((2, 60m / 1_000_000), (stored.Turns, stored.Cost));
    }

    private ConversationSession Open(string name) => new(_stage.Client, Store, name);

    private Task<ChatResult> AskAsync(ConversationSession session, string prompt, CallMode mode = CallMode.Plain) => AskAsync(session, Stage.Question(prompt), mode);

    private async Task<ChatResult> AskAsync(ConversationSession session, ChatRequest request, CallMode mode = CallMode.Plain)
    {
        request = session.Continue(request);
        return session.Keep(request, (await _stage.AskAsync(mode, request)).Result);
    }

    private static IEnumerable<string> Prompts(IEnumerable<ChatMessage> messages) => messages.Where(message => message.Role == "user").Select(message => message.Content);

    private sealed class EmptyRunner : IToolRunner
    {
        public Task<ToolOutput> RunAsync(ToolRequest call, CancellationToken cancellationToken) => Task.FromResult(ToolOutput.Of("[]"));
    }
}
