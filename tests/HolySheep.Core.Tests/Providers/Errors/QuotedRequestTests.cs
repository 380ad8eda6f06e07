using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>What an error quotes of the request does not judge it: a prompt about keys and quotas puts out no key and spends no quota.</summary>
public sealed class QuotedRequestTests
{
    private const string AboutKeys = "What does \"invalid api key\" mean, and why was my API key revoked?";
    private const string AboutMoney = "You exceeded your current quota, please check your plan and billing details.";

    public static TheoryData<CallMode, string, string> Quoting
    {
        get
        {
            var all = new TheoryData<CallMode, string, string>();
            foreach (var mode in Enum.GetValues<CallMode>())
            {
                all.Add(mode, AboutKeys, $"Could not parse message 0: {AboutKeys}");
                all.Add(mode, AboutKeys, "Input should be a valid list: [{'role': 'user', 'content': 'What does \"invalid api key\" mean, and why was my API key revoked?'}]");
                all.Add(mode, AboutKeys, "Value 3 is odd near \"invalid api key\"");
                all.Add(mode, AboutKeys, "WHAT DOES \\\"INVALID API KEY\\\"\\nMEAN, AND WHY is odd");
                all.Add(mode, "invalid api key", "cannot work on this: invalid api key");
                all.Add(mode, AboutMoney, $"This is not JSON: `{AboutMoney}`");
                all.Add(mode, "Translate: " + AboutMoney, "bad turn \"Translate: You exceeded your current quota, please check your plan and bil...\"");
                all.Add(mode, "The model gpt-x does not exist or you have no access to it, they say. Why?", "messages.0: 'The model gpt-x does not exist or you have no access to it, they say. Why?' is odd");
                all.Add(mode, "Why do they say: this model's maximum context length is 4096 tokens", "odd value: Why do they say: this model's maximum context length is 4096 tokens");
                all.Add(mode, "为什么显示身份验证失败，请重试一次好吗", "消息有误：为什么显示身份验证失败，请重试一次好吗");
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Quoting))]
    public async Task An_error_that_quotes_the_prompt_is_judged_by_its_own_words(CallMode mode, string prompt, string message)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, null, message), Reply.Text("fine"));
        var limits = new ChatLimits { MaxRetries = 0 };

        var failure = (await stage.AskAsync(mode, Stage.Question(prompt) with { Limits = limits })).Failure;
        var next = await stage.AskAsync(mode, Stage.Question() with { Limits = limits });

        Assert.Equal(OutcomeKind.BadRequest, failure.Kind);
        Assert.Contains(message[..12], failure.Message, StringComparison.Ordinal);
        Assert.Contains(message[^8..], failure.Message, StringComparison.Ordinal);
        Assert.Equal("fine", next.Result.Content);
    }

    [Theory]
    [Modes("""{"error":{"message":"Incorrect API key provided: sk-***. It says 'why was my API key revoked'."}}""", OutcomeKind.BadCredential)]
    [Modes("""{"error":{"code":"insufficient_quota","message":"What does invalid api key mean, and why was my API key revoked"}}""", OutcomeKind.OutOfMoney)]
    [Modes("""{"error":{"message":"Invalid API key found"}}""", OutcomeKind.BadCredential)]
    [Modes("""{"error":{"message":"The model `gpt-4.1` does not exist"}}""", OutcomeKind.Unfit)]
    public async Task The_wires_own_words_and_codes_judge_as_before(CallMode mode, string body, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(400, body));

        var failure = (await stage.AskAsync(mode, Stage.Question(AboutKeys + " Is a valid api key found somewhere?") with { Limits = new ChatLimits { MaxRetries = 0 } })).Failure;

        Assert.Equal(kind, failure.Kind);
    }

    [Theory]
    [Modes("system")]
    [Modes("assistant")]
    [Modes("file")]
    [Modes("schema")]
    [Modes("tools")]
    public async Task Every_free_text_of_the_request_counts_as_quoted(CallMode mode, string place)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, null, $"odd value '{AboutMoney}' in the request"));
        var question = Stage.Question() with { Limits = new ChatLimits { MaxRetries = 0 } };
        var json = JsonSerializer.Serialize(AboutMoney);

        var failure = (await stage.AskAsync(mode, place switch
        {
            "system" => question with { System = AboutMoney },
            "assistant" => question with { Messages = [ChatMessage.User("a"), ChatMessage.Assistant(AboutMoney), .. question.Messages] },
            "file" => question with { Messages = [ChatMessage.User("a").With([new ChatAttachment("a.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(AboutMoney))])] },
            "schema" => question with { JsonSchema = new ChatJsonSchema($$"""{"type":"object","description":{{json}}}""") },
            _ => question with { ExtraBody = new System.Collections.Generic.Dictionary<string, string> { ["tools"] = $$$"""[{"type":"function","function":{"name":"f","description":{{{json}}}}}]""" } },
        })).Failure;

        Assert.Equal(OutcomeKind.BadRequest, failure.Kind);
    }

    [Theory, Modes]
    public async Task An_error_inside_a_200_that_quotes_the_prompt_is_not_a_spent_quota(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.ErrorIn200(null, $"odd: {AboutMoney}", null));
        stage.Two.OnAny().Answer(Reply.Text("fine"));

        var answered = await stage.AskAsync(mode, Stage.Question(AboutMoney) with { Limits = new ChatLimits { MaxRetries = 0 } });

        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Answered], answered.Result.Attempts.Select(attempt => attempt.Kind));
    }

    [Fact]
    public void An_omitted_member_is_replaced_and_the_rest_stays()
    {
        var quotes = new RequestQuotes(["The quick brown fox jumps over the lazy dog", "rate limit"]);

        Assert.Equal("odd: '…'. Try (…) again", Collapsed(quotes.LeaveOut("odd: 'brown fox jumps over the lazy'. Try (rate limit) again")));
        Assert.Equal("nothing of it", quotes.LeaveOut("nothing of it"));
        Assert.Equal("brown foxy jumps", quotes.LeaveOut("brown foxy jumps"));
        Assert.Equal("", quotes.LeaveOut(""));
        Assert.Equal("rate limits", quotes.LeaveOut("rate limits"));
    }

    [Fact]
    public void Long_prompts_share_language_with_errors_and_hide_none_of_their_words()
    {
        var prompt = string.Join(' ', Enumerable.Range(0, 3_000).Select(number => $"{number} the maximum context of this {number}"));
        Assert.Equal("exceeds the maximum context of this model", new RequestQuotes([prompt]).LeaveOut("exceeds the maximum context of this model"));
    }

    [Fact]
    public void Comparing_any_text_with_any_request_ends_and_keeps_what_the_request_does_not_contain()
    {
        var random = new Random(20_261_130);
        for (var round = 0; round < 2_000; round++)
        {
            var request = Noise(random, random.Next(400), 3);
            var own = "KEEP" + Noise(random, random.Next(200), 3).Replace('a', 'x') + "THIS";
            var left = new RequestQuotes([request, ""]).LeaveOut(own + " " + request + " " + own);
            Assert.StartsWith("KEEP", left, StringComparison.Ordinal);
            Assert.EndsWith("THIS", left, StringComparison.Ordinal);
        }

        var repeated = new string('a', 200_000);
        Assert.NotNull(new RequestQuotes([repeated, string.Concat(Enumerable.Repeat("ab ", 100_000))]).LeaveOut(repeated + string.Concat(Enumerable.Repeat("ab ", 20_000))));
    }

    private static string Noise(Random random, int length, int letters) =>
        new([.. Enumerable.Range(0, length).Select(_ => random.Next(8) == 0 ? " '\"\n"[random.Next(4)] : (char)('a' + random.Next(letters)))]);

    private static string Collapsed(string text) => System.Text.RegularExpressions.Regex.Replace(text, @" *… *", "…");
}
