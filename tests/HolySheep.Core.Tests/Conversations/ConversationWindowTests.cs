using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Conversations;

public sealed class ConversationWindowTests : IAsyncDisposable
{
    private const int Window = 4_000;
    private readonly TempHome _home = new();
    private readonly Stage _stage = Stage.Alone().With(configuration => configuration with
    {
        Catalog = new ModelCatalog([new ModelEntry { Id = "alpha", ContextWindow = Window, Tokenizer = "o200k_base" }, new ModelEntry { Id = "beta" }]),
    });

    private ConversationStore Store => new(_home.Folder);

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_conversation_longer_than_the_window_is_cut_from_its_oldest_turns_and_the_file_keeps_all()
    {
        Save(turns: 10, system: "Be brief.");

        var (messages, result) = await AskAsync("Last");

        Assert.Equal(("system", "Be brief."), messages[0]);
        Assert.Equal(("user", "Last"), messages[^1]);
        Assert.Equal("user", messages[1].Role);
        Assert.InRange(messages.Count, 5, 15);
        Assert.Equal(Enumerable.Range(1, messages.Count - 1).Select(place => place % 2 == 1 ? "user" : "assistant"), messages.Skip(1).Select(message => message.Role));
        var left = 11 - messages.Count(message => message.Role == "user");
        Assert.Equal($"The conversation is longer than the window of alpha (4,000 tokens): its first {left} turns were not sent.", Assert.Single(result.Warnings));
        Assert.Equal(11, Store.Get("long").Turns);
    }

    [Fact]
    public async Task No_turn_is_left_out_while_all_fit()
    {
        Save(turns: 3);

        var (messages, result) = await AskAsync("Last");

        Assert.Equal(7, messages.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task No_turn_is_left_out_if_the_window_is_not_known()
    {
        Save(turns: 20);

        var (messages, result) = await AskAsync("Last", request => request with { Model = "one/beta" });

        Assert.Equal(41, messages.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task The_answer_has_room_as_the_request_says()
    {
        Save(turns: 6);

        var (few, _) = await AskAsync("Last", request => request with { MaxTokens = 3_000 });
        var (many, _) = await AskAsync("Last", request => request with { MaxTokens = 10 });

        Assert.True(few.Count < many.Count, $"{few.Count} and {many.Count}");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    [InlineData(700)]
    [InlineData(1_000)]
    public async Task A_tool_call_is_left_out_only_with_its_result_and_its_prompt(int answer)
    {
        var filler = Filler(350);
        for (var turn = 0; turn < 8; turn++)
        {
            Store.Append("long", new ConversationTurn
            {
                Messages = [ChatMessage.User($"Which run? {turn}"), new("assistant", [new ChatToolCall($"c{turn}", "Find", "{}")]), ChatMessage.Tool($"c{turn}", filler), ChatMessage.Assistant(filler)],
                Model = "alpha",
                Cost = 0,
            });
        }

        var (messages, _) = await AskAsync("Last", request => request with { MaxTokens = answer });

        Assert.InRange(messages.Count, 5, 25);
        Assert.Equal(("user", "user"), (messages[0].Role, messages[^1].Role));
        Assert.Equal(0, (messages.Count - 1) % 4);
    }

    [Fact]
    public async Task A_result_of_a_tool_that_is_sent_next_keeps_the_turn_of_its_call()
    {
        Save(turns: 10);
        Store.Append("long", new ConversationTurn { Messages = [ChatMessage.User("Which?"), new("assistant", [new ChatToolCall("c1", "Find", "{}")])], Model = "alpha", Cost = 0 });

        var (messages, _) = await AskAsync("", request => request with { Messages = [ChatMessage.Tool("c1", Filler(1_000))] });

        Assert.Equal(["user", "assistant", "tool"], messages.TakeLast(3).Select(message => message.Role));
        Assert.Equal("Which?", messages[^3].Content);
    }

    [Fact]
    public void A_prompt_that_fits_by_itself_in_no_window_is_sent_alone()
    {
        Save(turns: 2);
        var session = new ConversationSession(_stage.Client, Store, "long");

        Assert.Single(session.Continue(Stage.Question(Filler(5_000))).Messages);
    }

    private static string Filler(int words) => string.Join(' ', Enumerable.Range(0, words).Select(number => "word" + (number % 10)));

    private void Save(int turns, string? system = null)
    {
        var text = Filler(250);
        for (var turn = 0; turn < turns; turn++)
        {
            Store.Append("long", Turns.Of(text, "yes", system: system));
        }
    }

    private async Task<(IReadOnlyList<(string Role, string Content)> Sent, ChatResult Result)> AskAsync(string prompt, Func<ChatRequest, ChatRequest>? change = null)
    {
        _stage.One.OnAny().Answer(Reply.Text("ok"));
        var session = new ConversationSession(_stage.Client, Store, "long");
        var request = session.Continue((change ?? (asked => asked))(Stage.Question(prompt)));
        var result = session.Keep(request, await _stage.Client.ChatAsync(request));
        return (_stage.One.Requests[^1].Messages, result);
    }
}
