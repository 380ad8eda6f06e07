using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Damage;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>Replies of the Gemini wire with damaged bytes are answers or failures with a kind, never anything else.</summary>
public sealed class DamagedReplyTests
{
    private static readonly string[] Originals =
    [
        """{"candidates":[{"content":{"parts":[{"text":"hm","thought":true,"thoughtSignature":"QQ=="},{"text":"It is \ud83d\uddfc 330 m."},{"functionCall":{"id":"a","name":"look","args":{"n":[1,2]}},"thoughtSignature":"Qg=="},{"executableCode":{"language":"PYTHON","code":"print('é')"},"thoughtSignature":"Qw=="},{"text":"","thoughtSignature":"RA=="}],"role":"model"},"finishReason":"STOP","index":0,"groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.invalid","title":"a"}}],"groundingSupports":[{"segment":{"endIndex":6},"groundingChunkIndices":[0]}]},"citationMetadata":{"citations":[{"uri":"https://b.invalid","startIndex":1}]}}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":2,"thoughtsTokenCount":1,"totalTokenCount":12},"modelVersion":"m","responseId":"r"}""",
        """{"promptFeedback":{"blockReason":"SAFETY","blockReasonMessage":"no"},"usageMetadata":{"promptTokenCount":7}}""",
        """{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE","details":[{"@type":"x","retryDelay":"3s"}]}}""",
    ];

    // What damages JSON in the ways that servers and proxies do.
    private static readonly string[] Scraps = ["\\ud83d", "null", "{", "}", "[", "]", "\"", ",", ":", "\0", "\n\n", "data: ", "\uFFFD", "1e999", "-1", "true", "\"thought\":true,", "\"text\":", "\\", "é", "[]", "{}"];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task A_damaged_reply_is_an_answer_or_a_failure_with_its_kind(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var bytes = Damage(random);
            var mode = (CallMode)random.Next(3);
            await using var stage = new Stage(["one/gemini-3-flash"], [])
            {
                Handler = new FakeNetwork((_, _) => Task.FromResult(Reply(bytes, random.Next(2) == 0 ? "text/event-stream" : "application/json"))),
            }.WithProvider("one", provider => provider with { Kind = Configuration.Options.ProviderKind.Gemini });
            var limits = new ChatLimits { MaxRetries = 0, Stall = TimeSpan.FromSeconds(1), FirstToken = TimeSpan.FromSeconds(1) };
            var asked = await stage.AskAsync(mode, limits);
            Assert.True(asked.Error is null or ChatException, $"seed {seed}, round {round}, {mode}: {asked.Error}\n{Encoding.UTF8.GetString(bytes)}");
            if (asked.Answered is { } result)
            {
                // What came goes back in the next call.
                var results = result.ToolCalls.Select(call => new ChatToolResult(call.Id, "seen")).ToArray();
                var next = await stage.AskAsync(mode, Stage.Question() with { Messages = [.. result.Conversation, .. results.Length > 0 ? [ChatMessage.Tool(results)] : (ChatMessage[])[], ChatMessage.User("And?")], Limits = limits });
                Assert.True(next.Error is null or ChatException, $"seed {seed}, round {round}, {mode}: {next.Error}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }
    }

    private static HttpResponseMessage Reply(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return new HttpResponseMessage { Content = content };
    }

    private static byte[] Damage(Random random)
    {
        var chunks = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Originals[random.Next(10) < 8 ? 0 : 1 + random.Next(2)]).ToList();
        var text = random.Next(4) switch
        {
            0 => string.Concat(chunks.Select(GeminiTalk.Event)),
            1 => $"[{string.Join(",\r\n", chunks)}]",
            2 => GeminiTalk.Event(chunks[0]) + chunks[^1].Replace("{", "{\n", StringComparison.Ordinal),
            _ => chunks[0],
        };
        return DamagedBytes.Of(Encoding.UTF8.GetBytes(text), random, Scraps);
    }
}
