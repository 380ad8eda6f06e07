using System;
using System.Linq;
using HolySheep.Chat.Parts;
using Xunit;

namespace HolySheep.Chat;

public sealed class ConversationJsonTests
{
    private static readonly ProviderData Signed = new("one", "alpha", "{\"sig\":\"a\\n\"}");

    private static readonly ChatMessage[] Whole =
    [
        ChatMessage.System("Be brief."),
        ChatMessage.User("What is \"this\" 🗼?").With([new ChatAttachment("a.png", "image/png", new byte[] { 1, 2, 255 }), new ChatAttachment("b.pdf", "application/pdf", new Uri("https://example.com/b.pdf?x=1"))]),
        new("assistant", [new ChatReasoning("") { ProviderData = Signed }, new ChatText("Let me look."), new ChatToolCall("c1", "look", "{\"at\":\"é\"}") { ProviderData = Signed }]),
        ChatMessage.Tool(new ChatToolResult("c1", [new ChatText("330 m"), new ChatAttachment("c.png", "image/png", new byte[] { 7 })]) { IsError = true }),
        new("assistant", [new ChatText("It is high."), new ChatCitation("https://example.com", null) { Quote = "high", Start = 0, End = 5 }]),
    ];

    [Fact]
    public void A_conversation_comes_back_with_every_part()
    {
        var back = ConversationJson.Read(ConversationJson.Write(Whole));
        Assert.Equal(Whole.Select(message => (message.Role, message.Content, message.IsTextAlone)), back.Select(message => (message.Role, message.Content, message.IsTextAlone)));
        Assert.Equal(Whole.SelectMany(message => message.Parts), back.SelectMany(message => message.Parts));
    }

    [Fact]
    public void The_parts_of_one_message_come_back_alone() =>
        Assert.Equal(Whole[2].Parts, ConversationJson.ReadParts(ConversationJson.WriteParts(Whole[2].Parts)));

    [Fact]
    public void A_message_of_a_text_alone_is_a_role_and_a_content() =>
        Assert.Equal("""[{"role":"user","content":"Hello."}]""", ConversationJson.Write([ChatMessage.User("Hello.")]));

    [Theory]
    [InlineData(""), InlineData("{}"), InlineData("[1]"), InlineData("""[{"role":"user"}]"""), InlineData("""[{"role":"user","content":null}]"""), InlineData("""[{"role":"user","parts":[{"type":"video"}]}]""")]
    [InlineData("""[{"role":"user","parts":[{"type":"text","text":7}]}]"""), InlineData("""[{"role":"user","parts":[{"type":"attachment","name":"a","media_type":"b","address":"c"}]}]""")]
    [InlineData("""[{"role":"user","parts":[{"type":"attachment","name":"a","media_type":"b","data":"?"}]}]"""), InlineData("""[{"role":"user","parts":[{"type":"result","call_id":"a","parts":[{"type":"reasoning","text":"x"}]}]}]""")]
    public void A_value_that_is_not_a_conversation_is_a_format_error(string json) => Assert.Throws<FormatException>(() => ConversationJson.Read(json));
}
