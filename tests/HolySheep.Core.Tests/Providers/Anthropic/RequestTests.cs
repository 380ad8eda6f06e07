using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>The bytes of a request, and its headers.</summary>
public sealed class RequestTests
{
    private static readonly ChatRequest Question = Stage.Question("Hi.");

    [Fact]
    public void A_question_has_the_limit_that_the_format_requires_and_nothing_that_was_not_asked_for()
    {
        var sent = SentRequest.Of(Question, "claude-sonnet-4-5");
        Assert.Equal("""{"model":"claude-sonnet-4-5","max_tokens":4096,"messages":[{"role":"user","content":"Hi."}]}""", sent.Body);
        Assert.Empty(sent.Notes);
    }

    [Fact]
    public void Everything_else_that_can_be_asked_for_follows_in_its_own_names()
    {
        var sent = SentRequest.Of(Question with { System = "Be brief.", MaxTokens = 9, Temperature = 0.5, Stop = ["END", "###"] }, "claude-sonnet-4-5", streamed: true);
        Assert.Equal("""{"model":"claude-sonnet-4-5","max_tokens":9,"system":"Be brief.","messages":[{"role":"user","content":"Hi."}],"temperature":0.5,"stop_sequences":["END","###"],"stream":true}""", sent.Body);
    }

    [Theory]
    [InlineData("https://api.anthropic.com", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/v1", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/v1/", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/v1/messages/", "https://api.anthropic.com/v1/messages")]
    [InlineData("https://gateway.example/anthropic", "https://gateway.example/anthropic/v1/messages")]
    [InlineData("https://gateway.example/v1beta/claude/v2", "https://gateway.example/v1beta/claude/v2/messages")]
    [InlineData("https://gateway.example/talk/messages?team=a", "https://gateway.example/talk/messages?team=a")]
    public void A_base_url_is_taken_in_every_spelling(string written, string asked)
    {
        var normal = Configuration.BaseUrl.Normalise(written, Configuration.Options.ProviderKind.Anthropic, out var fault)!.AbsoluteUri;
        Assert.Equal(("", asked), (fault, SentRequest.Of(Question, baseUrl: normal).Request.RequestUri!.AbsoluteUri));
    }

    [Fact]
    public void The_key_goes_in_the_formats_own_header_and_headers_of_the_provider_and_the_caller_win()
    {
        var request = SentRequest.Of(Question).Request;
        Assert.Equal(("key-of-claude", "2023-06-01"), (request.Headers.GetValues("x-api-key").Single(), request.Headers.GetValues("anthropic-version").Single()));
        Assert.False(request.Headers.Contains("Authorization"));

        var extra = Question with { ExtraHeaders = new Dictionary<string, string> { ["anthropic-version"] = "2026-10-21", ["anthropic-beta"] = "one,two" } };
        request = SentRequest.Of(extra, headers: new() { ["anthropic-version"] = "2025-01-01", ["x-api-key"] = "other" }).Request;
        Assert.Equal(["2026-10-21", "one,two", "other"], new[] { "anthropic-version", "anthropic-beta", "x-api-key" }.Select(name => request.Headers.GetValues(name).Single()));
    }

    [Fact]
    public void Instructions_stand_apart_wherever_they_were_and_neighbours_of_one_role_are_one_message()
    {
        var sent = SentRequest.Of(new ChatRequest
        {
            System = "First.",
            Messages = [ChatMessage.System("Second."), ChatMessage.User("a"), ChatMessage.User("b"), ChatMessage.Assistant("c"), ChatMessage.Assistant("d"), new ChatMessage("developer", "Third."), ChatMessage.Assistant("e"), ChatMessage.User("f")],
        });
        Assert.Equal("\"First.\\n\\nSecond.\\n\\nThird.\"", sent.Member("system"));
        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"assistant","content":[{"type":"text","text":"c"},{"type":"text","text":"d"},{"type":"text","text":"e"}]},{"role":"user","content":"f"}]""",
            sent.Member("messages"));
    }

    [Fact]
    public void A_conversation_of_instructions_alone_is_a_message_of_the_user()
    {
        var sent = SentRequest.Of(new ChatRequest { Messages = [ChatMessage.System("Say hello."), new ChatMessage("developer", "In Welsh.")] });

        Assert.Equal("""[{"role":"user","content":[{"type":"text","text":"Say hello."},{"type":"text","text":"In Welsh."}]}]""", sent.Member("messages"));
        Assert.False(sent.Json.TryGetProperty("system", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void Texts_of_nothing_but_spaces_are_left_out_and_what_they_stood_between_becomes_neighbours(string blank)
    {
        var sent = SentRequest.Of(new ChatRequest { System = blank, Messages = [ChatMessage.User("a"), ChatMessage.Assistant(blank), new ChatMessage("user", [new ChatText(blank), new ChatText("b")])] });
        Assert.Equal("""{"model":"m","max_tokens":4096,"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}""", sent.Body);
    }

    [Theory]
    [InlineData(null, null, null, 4_096)]
    [InlineData(null, 64_000, null, 64_000)]
    [InlineData(null, 2_000, null, 2_000)]
    [InlineData(null, 64_000, 200_000, 64_000)]
    [InlineData(null, 64_000, 130_000, 30_000)]
    [InlineData(null, 64_000, 90_000, 4_096)]
    [InlineData(700, 64_000, 90_000, 700)]
    [InlineData(700, null, null, 700)]
    [InlineData(100_000, null, null, 100_000)]
    public void The_limit_is_the_callers_or_what_the_model_can_write_within_its_window(int? asked, int? maxOutput, int? window, int sent)
    {
        var request = new ChatRequest { MaxTokens = asked, Messages = [ChatMessage.User(new string('x', 300_000))] };
        Assert.Equal(sent, SentRequest.Of(request, maxOutput: maxOutput, window: window).Json.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public void A_limit_above_the_models_own_is_lowered_with_a_note()
    {
        var sent = SentRequest.Of(Question with { MaxTokens = 100_000 }, maxOutput: 64_000);
        Assert.Equal("64000", sent.Member("max_tokens"));
        Assert.Equal(["The token limit 100000 was sent to m as 64000, the most that it writes."], sent.Notes);
    }

    [Fact]
    public void A_seed_and_blank_stop_texts_are_left_out_with_a_note()
    {
        var sent = SentRequest.Of(Question with { Seed = 7, Stop = ["\n\n", "END"] });
        Assert.Equal("""["END"]""", sent.Member("stop_sequences"));
        Assert.DoesNotContain("seed", sent.Body, StringComparison.Ordinal);
        Assert.Equal(2, sent.Notes.Count);
    }

    [Fact]
    public void Pictures_documents_and_texts_go_by_their_bytes_or_their_address()
    {
        byte[] bytes = [1, 2, 255];
        var sent = SentRequest.Of(new ChatRequest
        {
            Messages =
            [
                new ChatMessage("user",
                [
                    new ChatAttachment("a.png", "image/png", bytes),
                    new ChatAttachment("b.jpg", "image/jpg", bytes),
                    new ChatAttachment("c.webp", "image/webp", new Uri("https://example.com/c.webp?size=1&more=+")),
                    new ChatAttachment("d.gif", "image/gif", new Uri("data:image/gif;base64,R0lGOD+/")),
                    new ChatAttachment("e.pdf", "application/pdf", bytes),
                    new ChatAttachment("f.pdf", "application/pdf", new Uri("https://example.com/f.pdf")),
                    new ChatAttachment("g.csv", "text/csv", "x;y\n日本"u8.ToArray()),
                    new ChatAttachment("empty.txt", "text/plain", ReadOnlyMemory<byte>.Empty),
                    new ChatText("What is this?"),
                ]),
            ],
        });
        Assert.Equal(
            """
            [{"role":"user","content":[
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQL/"}},
            {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AQL/"}},
            {"type":"image","source":{"type":"url","url":"https://example.com/c.webp?size=1&more=+"}},
            {"type":"image","source":{"type":"base64","media_type":"image/gif","data":"R0lGOD+/"}},
            {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AQL/"},"title":"e.pdf"},
            {"type":"document","source":{"type":"url","url":"https://example.com/f.pdf"},"title":"f.pdf"},
            {"type":"document","source":{"type":"text","media_type":"text/plain","data":"x;y\n日本"},"title":"g.csv"},
            {"type":"text","text":"What is this?"}]}]
            """.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), sent.Member("messages"));
    }

    [Theory]
    [InlineData("claude-haiku-4-5", true)]
    [InlineData("claude-opus-4-5-20251101", true)]
    [InlineData("another-vendors-model", true)]
    [InlineData("claude-sonnet-4-6", false)]
    [InlineData("claude-opus-4-8", false)]
    [InlineData("claude-fable-5-1", false)]
    public void The_beginning_of_an_answer_is_continued_and_newer_models_are_asked_to_in_words(string model, bool takesPrefill)
    {
        var sent = SentRequest.Of(new ChatRequest { Messages = [ChatMessage.User("Count."), ChatMessage.Assistant("one, two, ")] }, model);
        Assert.Equal(
            """[{"role":"user","content":"Count."},"""
            + (takesPrefill ? """{"role":"assistant","content":"one, two,"}]""" : """{"role":"assistant","content":"one, two, "},{"role":"user","content":"Continue your last message exactly where it ends, and repeat nothing of it."}]"""),
            sent.Member("messages"));
        Assert.Equal(takesPrefill ? 0 : 1, sent.Notes.Count);
    }

    [Fact]
    public void Extra_members_are_sent_unchanged_and_replace_ours()
    {
        var sent = SentRequest.Of(
            Question with
            {
                System = "ours",
                Temperature = 0.1,
                TopP = 0.2,
                MaxTokens = 5,
                Stop = ["ours"],
                ReasoningEffort = "low",
                ExtraBody = new Dictionary<string, string>
                {
                    ["system"] = """[{"type":"text","text":"theirs","cache_control":{"type":"ephemeral","ttl":"1h"}}]""",
                    ["temperature"] = "0.9",
                    ["top_p"] = "0.8",
                    ["max_tokens"] = "50",
                    ["stop_sequences"] = """["theirs"]""",
                    ["thinking"] = """{"type":"disabled"}""",
                    ["metadata"] = """{"user_id":"u1"}""",
                    ["output_config"] = """{"effort":"max"}""",
                },
            },
            "claude-opus-4-5");
        Assert.Equal(sent.Members.Order(), sent.Members.Distinct().Order());
        Assert.Equal(["0.9", "0.8", "50", """["theirs"]""", """{"type":"disabled"}""", """{"user_id":"u1"}""", """{"effort":"max"}"""],
            new[] { "temperature", "top_p", "max_tokens", "stop_sequences", "thinking", "metadata", "output_config" }.Select(sent.Member));
        Assert.Contains("theirs", sent.Member("system"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_further_member_of_the_output_joins_the_schema()
    {
        var sent = SentRequest.Of(
            Question with { JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"],"additionalProperties":false}"""), ExtraBody = new Dictionary<string, string> { ["output_config"] = """{"effort":"low"}""" } },
            "claude-opus-4-5");
        Assert.Equal("""{"format":{"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"],"additionalProperties":false}},"effort":"low"}""", sent.Member("output_config"));
    }
}
