using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Masking;
using HolySheep.Planning;
using HolySheep.Providers.Masking;
using Xunit;

namespace HolySheep.Providers.Answers;

/// <summary>The order in which a model wrote reasoning, text and tool calls.</summary>
public sealed class AnswerBlocksTests
{
    private static readonly RouteCandidate Target = new() { Provider = "one", Model = "m", ChainIndex = 0, ChainModel = "m", QuotaGroup = "one" };

    private static MessagePiece Thought(int block, string? text, string? data) => new() { Block = block, Reasoning = text, ReasoningData = data };

    private static MessagePiece Said(int block, string text) => new() { Block = block, Content = text };

    private static MessagePiece Called(int block, int index, string name) => new() { Block = block, ToolCalls = [new ToolCallPiece(index, "t" + index, name, "{}")] };

    private static ProviderAnswer Streamed(params MessagePiece[] pieces)
    {
        var builder = new AnswerBuilder(Target);
        foreach (var piece in pieces)
        {
            builder.Add(new AnswerChunk { Delta = piece });
        }

        builder.End();
        return builder.ToAnswer(200, null, null);
    }

    private static ProviderAnswer Whole(params MessagePiece[] blocks)
    {
        var message = new MessagePiece
        {
            Blocks = blocks,
            Content = string.Concat(blocks.Select(block => block.Content)),
            Reasoning = string.Concat(blocks.Select(block => block.Reasoning)),
            ReasoningData = blocks.Select(block => block.ReasoningData).LastOrDefault(data => data is not null),
            ToolCalls = [.. blocks.SelectMany(block => block.ToolCalls ?? [])],
        };
        var builder = new AnswerBuilder(Target);
        builder.Add(new AnswerChunk { Message = message, FinishReason = "tool_use", IsCompletion = true });
        builder.End();
        return builder.ToAnswer(200, null, null);
    }

    private static string Show(ProviderAnswer answer) => string.Join(" ", answer.ToMessage().Parts.Select(part => part switch
    {
        ChatReasoning reasoning => $"<{reasoning.Text}|{reasoning.ProviderData?.Data}>",
        ChatText text => text.Text,
        ChatToolCall call => call.Name + "()",
        _ => "?",
    }));

    [Theory, InlineData(true), InlineData(false)]
    public void Reasoning_between_two_tool_calls_stays_between_them_with_its_own_data(bool streamed)
    {
        MessagePiece[] pieces = [Thought(0, "first", "a"), Said(1, "I look."), Called(2, 0, "look"), Thought(3, "second", "b"), Called(4, 1, "see")];
        var answer = streamed ? Streamed(pieces) : Whole(pieces);
        Assert.Equal("<first|a> I look. look() <second|b> see()", Show(answer));
        Assert.Equal(("I look.", "firstsecond"), (answer.Content, answer.Reasoning));
    }

    [Fact]
    public void Pieces_of_one_block_are_joined_though_another_block_comes_between()
    {
        var answer = Streamed(Thought(0, "one ", null), Thought(1, "other", "b"), Thought(0, "two", null), Thought(0, null, "a"), Said(2, "done"));
        Assert.Equal("<one two|a> <other|b> done", Show(answer));
    }

    [Fact]
    public void An_opaque_block_without_text_keeps_its_place() =>
        Assert.Equal("<seen|a> <|hidden> done", Show(Streamed(Thought(0, "seen", "a"), Thought(1, null, "hidden"), Said(2, "done"))));

    [Fact]
    public void The_usual_order_needs_no_parts_of_its_own()
    {
        var answer = Streamed(Thought(0, "think", "a"), Said(1, "text"), Called(2, 0, "look"));
        Assert.Null(answer.Parts);
        Assert.Equal("<think|a> text look()", Show(answer));
    }

    [Fact]
    public void A_whole_message_after_pieces_replaces_their_blocks()
    {
        var builder = new AnswerBuilder(Target);
        builder.Add(new AnswerChunk { Delta = Said(0, "half") });
        builder.Add(new AnswerChunk { Message = new MessagePiece { Content = "half and whole", Reasoning = "xy", Blocks = [Thought(0, "x", "a"), Said(1, "half and whole"), Thought(2, "y", "b")] }, FinishReason = "stop", IsCompletion = true });
        builder.End();
        Assert.Equal("<x|a> half and whole <y|b>", Show(builder.ToAnswer(200, null, null)));
    }

    [Theory, InlineData("sk-secret-value-0123456789", ""), InlineData("sk-secret-value", "-0123456789")]
    public void A_key_in_the_parts_is_hidden_also_if_it_lies_over_two_of_them(string first, string second)
    {
        var mask = new SecretMask();
        mask.Register(new Secret("sk-secret-value-0123456789"));
        var answer = Streamed(Thought(0, "a", "x"), Said(1, "key " + first), Said(2, second + " end"), Thought(3, "b", "y")).Masked(mask);
        Assert.DoesNotContain("secret-value-0", string.Concat(answer.ToMessage().Parts.Select(part => part is ChatText text ? text.Text : "")));
    }
}
