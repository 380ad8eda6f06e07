using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Conversations;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Interactive;

/// <summary>What a person types in a session and what is shown and sent for it.</summary>
public sealed class ChatSessionTests
{
    [Fact]
    public async Task A_message_carries_the_conversation_and_the_instruction_that_applies_now()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("one")).Answer(Reply.Text("two")).Answer(Reply.Text("three")).Answer(Reply.Text("four"));
        var session = Begin(stage, new ChatRequest { Messages = [], System = "be brief" });

        await SubmitAsync(session, "a");
        await SubmitAsync(session, "/system be long");
        await SubmitAsync(session, "b");
        await SubmitAsync(session, "c");
        await SubmitAsync(session, "/clear");
        await SubmitAsync(session, "d");

        Assert.Equal(
            ["system:be brief user:a", "system:be long user:a assistant:one user:b", "system:be long user:a assistant:one user:b assistant:two user:c", "system:be long user:d"],
            stage.One.Requests.Select(request => string.Join(' ', request.Messages.Select(message => $"{message.Role}:{message.Content}"))));
    }

    [Fact]
    public async Task The_answer_is_shown_in_pieces_and_then_as_complete()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(3));
        var session = Begin(stage);

        var events = await SubmitAsync(session, "hi");

        Assert.Equal("word1 word2 word3", string.Concat(events.Where(shown => shown.Kind == SessionEventKind.Answer).Select(shown => shown.Text)));
        Assert.True(events.Count(shown => shown.Kind == SessionEventKind.Answer) > 1);
        Assert.Equal(SessionEventKind.Answered, events[^1].Kind);
    }

    [Fact]
    public async Task A_failed_call_is_shown_with_its_hint_and_is_not_part_of_the_conversation()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "no such thing")).Answer(Reply.Text("fine"));
        var session = Begin(stage);

        var failed = await SubmitAsync(session, "a");
        await SubmitAsync(session, "b");

        Assert.Equal([SessionEventKind.Failure, SessionEventKind.Hint], failed.Select(shown => shown.Kind));
        Assert.StartsWith("RequestRejected: ", failed[0].Text);
        Assert.Equal([("user", "b")], stage.One.Requests[1].Messages);
        Assert.StartsWith("session: 0.00", session.Cost);
        Assert.Contains("1 answer, 1 failed", session.Cost);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_another_model_is_noted_once_with_the_reason(bool isListed)
    {
        await using var stage = new Stage(["one/alpha"], isListed ? [] : ["two/beta"]);
        stage.One.OnAny().Answer(Reply.Error(404, null, "gone"));
        stage.Two.OnAny().Answer(Reply.Text("fine"));
        var session = Begin(stage, new ChatRequest { Messages = [], Fallback = isListed ? ["two/beta"] : null });

        var note = Assert.Single(await SubmitAsync(session, "hi"), shown => shown.Kind == SessionEventKind.Note).Text;
        Assert.Contains("beta", note, StringComparison.Ordinal);
        Assert.Contains("Unfit", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_answer_is_counted_by_its_estimate_and_the_session_goes_on()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(5).StallAfter(2)).Answer(Reply.Text("fine"));
        var session = Begin(stage, new ChatRequest { Messages = [], Limits = new ChatLimits { MaxCost = 1m } });
        using var stop = new CancellationTokenSource();

        var events = new List<SessionEvent>();
        await foreach (var shown in session.SubmitAsync("a", stop.Token))
        {
            events.Add(shown);
            if (events.Sum(one => one.Text.Length) >= "word1 word2".Length && !stop.IsCancellationRequested)
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal(SessionEventKind.Stopped, events[^1].Kind);
        Assert.Contains("1 stopped (estimated)", session.Cost);
        Assert.DoesNotContain("session: 0.00 USD", session.Cost);
        Assert.DoesNotContain("; 1.00 USD left", session.Cost);
        await SubmitAsync(session, "b");
        Assert.Equal([("user", "b")], stage.One.Requests[1].Messages);
    }

    [Fact]
    public async Task The_cancelled_session_ends_with_the_exception()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(5).StallAfter(2));
        var session = Begin(stage);
        using var end = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var shown in session.SubmitAsync("a", CancellationToken.None, end.Token))
            {
                await end.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task The_cost_limit_is_one_for_the_whole_session()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("one").WithUsage(300_000, 100_000)).Answer(Reply.Text("two"));

        // The model costs 1 USD for a million tokens of the prompt, and 2 USD for a million of the answer.
        var session = Begin(stage, new ChatRequest { Messages = [], MaxTokens = 10, Limits = new ChatLimits { MaxCost = 0.5m } });

        Assert.Equal(SessionEventKind.Answered, (await SubmitAsync(session, "a"))[^1].Kind);
        Assert.Equal("session: 0.50 USD for 1 answer; 0.00 USD left of 0.50 USD", session.Cost);
        var refused = await SubmitAsync(session, "b");

        Assert.Equal(SessionEventKind.Failure, refused[0].Kind);
        Assert.StartsWith("BudgetExceeded: ", refused[0].Text);
        Assert.Single(stage.One.Requests);
    }

    [Fact]
    public async Task Another_model_is_asked_from_then_on_and_a_mistyped_provider_is_refused()
    {
        await using var stage = Stage.Chain().With(configuration => configuration with
        {
            Providers = new Dictionary<string, ProviderOptions>(configuration.Providers) { ["second"] = configuration.Providers["two"] with { Name = "second" } },
        });
        stage.Two.OnAny().Answer(Reply.Text("fine"));
        var session = Begin(stage);

        Assert.Equal("alpha", (await SubmitAsync(session, "/model alpha"), session.Model).Model);
        Assert.Equal("beta is asked from now on.", Assert.Single(await SubmitAsync(session, "/MODEL beta")).Text);
        await SubmitAsync(session, "a");

        Assert.Equal("beta", stage.Two.Requests.Single().Model);
        Assert.Equal("beta", Assert.Single(await SubmitAsync(session, "/model")).Text);

        var refused = await SubmitAsync(session, "/model secnod/beta");
        Assert.Equal([SessionEventKind.Failure, SessionEventKind.Hint], refused.Select(shown => shown.Kind));
        Assert.Contains("second", refused[0].Text + refused[1].Text, StringComparison.Ordinal);
        Assert.Equal("beta", session.Model);
    }

    [Fact]
    public async Task An_unknown_command_says_which_there_are_and_how_to_send_a_slash()
    {
        await using var stage = Stage.Alone();
        var session = Begin(stage);

        var shown = await SubmitAsync(session, "/modell beta");

        Assert.Equal([SessionEventKind.Failure, SessionEventKind.Hint], shown.Select(one => one.Kind));
        Assert.StartsWith("There is no command /modell", shown[0].Text);
        Assert.Contains("/model, ", shown[1].Text);
        Assert.Contains("//modell", shown[1].Text);
        Assert.Empty(stage.One.Requests);
    }

    [Fact]
    public async Task A_doubled_slash_sends_a_text_that_begins_with_one()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("fine"));

        await SubmitAsync(Begin(stage), "//etc/hosts");

        Assert.Equal("/etc/hosts", stage.One.Requests.Single().LastUserMessage);
    }

    [Fact]
    public async Task Files_and_a_template_belong_to_the_first_message_that_is_answered()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "no")).Answer(Reply.Text("one")).Answer(Reply.Text("two"));
        var session = new ChatSession(stage.Client, new ChatSessionOptions
        {
            Request = new ChatRequest { Messages = [] },
            Names = Names,
            Attachments = [new ChatAttachment("a.txt", "text/plain", Encoding.UTF8.GetBytes("the file"))],
            Opening = text => text == "bad" ? throw new HolySheepException(ErrorCode.ArgumentInvalid, "A value is missing.") : $"Summarise: {text}",
        });

        Assert.Equal("ArgumentInvalid: A value is missing.", Assert.Single(await SubmitAsync(session, "bad")).Text);
        await SubmitAsync(session, "a");
        await SubmitAsync(session, "b");
        await SubmitAsync(session, "c");

        Assert.All(stage.One.Requests.Take(2), request => Assert.Contains("the file", request.Body));
        Assert.Contains("Summarise: b", stage.One.Requests[1].Body);
        Assert.Equal("c", stage.One.Requests[2].LastUserMessage);
    }

    [Fact]
    public async Task The_cost_is_shown_for_the_session_and_the_last_answer()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("one").WithUsage(500_000, 250_000)).Answer(Reply.Text("two").WithUsage(500_000, 250_000));
        var session = Begin(stage);
        Assert.Null(session.Cost);
        await SubmitAsync(session, "a");
        await SubmitAsync(session, "b");

        var shown = Assert.Single(await SubmitAsync(session, "/cost")).Text.Split('\n');

        Assert.Equal("session: 2.00 USD for 2 answers", shown[0]);
        Assert.StartsWith("last answer: 1.00 USD, 500000 + 250000 tokens, ", shown[1]);
        Assert.EndsWith(", alpha at one", shown[1]);
    }

    [Theory]
    [InlineData("/", 7), InlineData("/c", 2), InlineData("/model gpt", -1), InlineData("hello", 0), InlineData("//", 0), InlineData("/help x", 0)]
    public async Task Tab_offers_commands_and_models(string input, int count)
    {
        await using var stage = Stage.Alone();
        var offers = Begin(stage).Complete(input);

        Assert.True(count < 0 ? offers.Count > 1 : offers.Count == count, string.Join(", ", offers));
        Assert.All(offers, offer => Assert.StartsWith(input, offer));
    }

    [Fact]
    public async Task A_saved_conversation_keeps_every_turn_and_another_session_goes_on_with_it()
    {
        await using var stage = Stage.Alone();
        using var folder = new TempFolder("chats");
        var store = new ConversationStore(folder.Path);
        stage.One.OnAny().Answer(Reply.Text("one")).Answer(Reply.Text("two")).Answer(Reply.Text("three")).Answer(Reply.Text("four"));
        var session = Begin(stage, store: store);
        await SubmitAsync(session, "a");
        Assert.Equal("Saved as 'towers', as every later turn will be.", Assert.Single(await SubmitAsync(session, "/save towers")).Text);
        await SubmitAsync(session, "b");
        Assert.Equal("Each answer is saved in the conversation 'towers'.", Assert.Single(await SubmitAsync(session, "/save")).Text);
        await SubmitAsync(session, "/clear");
        await SubmitAsync(session, "c");

        var next = Begin(stage, store: store, conversation: new ConversationSession(stage.Client, store, "towers"));
        await SubmitAsync(next, "d");

        Assert.Equal(
            ["user:a", "user:a assistant:one user:b", "user:c", "user:a assistant:one user:b assistant:two user:d"],
            stage.One.Requests.Select(request => string.Join(' ', request.Messages.Select(message => $"{message.Role}:{message.Content}"))));
        Assert.Equal(3, store.Get("towers").Turns);
        var exists = await SubmitAsync(session, "/save towers");
        Assert.StartsWith("ArgumentInvalid: A conversation with the name", exists[0].Text);
    }

    [Fact]
    public async Task A_conversation_saved_without_a_name_gets_the_time_as_its_name()
    {
        await using var stage = Stage.Alone();
        using var folder = new TempFolder("chats");
        var store = new ConversationStore(folder.Path);
        stage.One.OnAny().Answer(Reply.Text("one"));
        var session = Begin(stage, store: store);
        await SubmitAsync(session, "a");

        await SubmitAsync(session, "/save");

        Assert.Matches("^chat [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}-[0-9]{2}-[0-9]{2}$", Assert.Single(store.Names()));
    }

    [Fact]
    public async Task Exit_ends_the_session()
    {
        await using var stage = Stage.Alone();
        var session = Begin(stage);

        Assert.Empty(await SubmitAsync(session, "/exit"));

        Assert.True(session.HasEnded);
    }

    private static KnownNames Names => KnownNames.Read("/nowhere/config.json", _ => null);

    private static ChatSession Begin(Stage stage, ChatRequest? request = null, ConversationStore? store = null, ConversationSession? conversation = null) => new(stage.Client, new ChatSessionOptions
    {
        Request = request ?? new ChatRequest { Messages = [] },
        Names = Names,
        Store = () => store ?? throw new InvalidOperationException("Nothing is stored in this test."),
        Conversation = conversation,
    });

    private static async Task<List<SessionEvent>> SubmitAsync(ChatSession session, string input)
    {
        var events = new List<SessionEvent>();
        await foreach (var shown in session.SubmitAsync(input, CancellationToken.None))
        {
            events.Add(shown);
        }

        return events;
    }
}
