using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Streams;

/// <summary>Nothing is thrown away that can be read: side members, content, counts and choices in all their forms.</summary>
public sealed class TolerantReadingTests
{
    [Theory]
    [Modes("\"id\":12345"), Modes("\"id\":{}"), Modes("\"created\":\"1760000000\""), Modes("\"created\":\"today\""), Modes("\"created\":[]"), Modes("\"model\":7"), Modes("\"model\":null")]
    [Modes("\"usage\":[]"), Modes("\"usage\":null"), Modes("\"usage\":\"none\""), Modes("\"usage\":{\"prompt_tokens\":\"7\",\"completion_tokens\":{}}"), Modes("\"usage\":{\"prompt_tokens\":7,\"prompt_tokens_details\":[1]}")]
    [Modes("\"error\":null"), Modes("\"error\":\"\""), Modes("\"error\":{}"), Modes("\"error\":[]"), Modes("\"error\":false"), Modes("\"error\":{\"message\":\"\",\"type\":\"\",\"param\":\"\",\"code\":null}"), Modes("\"error\":{\"code\":0,\"message\":\"ok\"}")]
    [Modes("\"system_fingerprint\":[1]"), Modes("\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}"), Modes("\"code\":200,\"message\":\"success\""), Modes("\"success\":true"), Modes("\"object\":7")]
    public async Task A_side_member_of_another_type_is_taken_as_absent(CallMode mode, string member)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain
            ? Reply.Json(200, $$$"""{{{{member}}},"choices":[{"index":0,"message":{"content":"fine"},"finish_reason":"stop"}]}""")
            : Wire.Stream(Wire.Event($$$"""{{{{member}}},"choices":[{"index":0,"delta":{"content":"fine"},"finish_reason":"stop"}]}"""), Wire.Done));
        Assert.Equal(("fine", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory]
    [Modes("\"refusal\":{}"), Modes("\"refusal\":false"), Modes("\"reasoning_content\":7"), Modes("\"reasoning\":null"), Modes("\"role\":7"), Modes("\"tool_calls\":\"\""), Modes("\"annotations\":[{\"a\":[1]}]"), Modes("\"audio\":{\"content\":\"x\"}"), Modes("\"usage\":7")]
    public async Task A_side_member_of_the_message_may_be_absent_or_of_another_type(CallMode mode, string member)
    {
        await using var stage = Stage.Alone();
        var message = $$"""{"content":"fine",{{member}}}""";
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, Wire.Completion(message)) : Wire.Stream(Wire.Delta(message), Wire.Chunk(finish: "stop"), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("fine", 1), (result.Content, stage.One.CallCount));
        Assert.Null(result.Refusal);
    }

    [Theory]
    [Modes("\"finish_reason\":7"), Modes("\"finish_reason\":{\"type\":\"stop\"}"), Modes("\"finish_reason\":[\"stop\"]"), Modes("\"finish_reason\":false"), Modes("\"index\":\"0\""), Modes("\"index\":{}"), Modes("\"logprobs\":7"), Modes("\"stop_reason\":[1]")]
    public async Task So_is_one_of_the_choice(CallMode mode, string member)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain
            ? Reply.Json(200, $$$"""{"choices":[{{{{member}}},"message":{"content":"fine"}}]}""")
            : Wire.Stream(Wire.Event($$$"""{"choices":[{{{{member}}},"delta":{"content":"fine"}}]}"""), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("fine", null, 1), (result.Content, result.FinishReason, stage.One.CallCount));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, "7"), InlineData(CallMode.VisibleStream, "7"), InlineData(CallMode.StreamedWire, "[]"), InlineData(CallMode.VisibleStream, "[{}]"), InlineData(CallMode.StreamedWire, "true"), InlineData(CallMode.VisibleStream, "null"), InlineData(CallMode.VisibleStream, "\"\"")]
    public async Task A_delta_of_another_type_adds_nothing(CallMode mode, string delta)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("fi"), Wire.Delta(delta), Wire.Chunk("ne", "stop"), Wire.Done));
        Assert.Equal(("fine", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory]
    [Modes("\"It is 42.\"", "It is 42.", null), Modes("[\"It \",\"is 42.\"]", "It is 42.", null), Modes("[{\"type\":\"text\",\"text\":\"It is \"},{\"type\":\"output_text\",\"text\":\"42.\"}]", "It is 42.", null)]
    [Modes("{\"type\":\"text\",\"text\":\"It is 42.\"}", "It is 42.", null), Modes("[{\"text\":{\"value\":\"It is 42.\"},\"type\":\"text\"}]", "It is 42.", null), Modes("42", "42", null), Modes("{\"answer\":42}", "{\"answer\":42}", null)]
    [Modes("[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Let me see\"}]},{\"type\":\"text\",\"text\":\"It is 42.\"}]", "It is 42.", "Let me see")]
    [Modes("[{\"type\":\"thinking\",\"thinking\":\"Let me see\",\"signature\":\"x\"},\"It is 42.\"]", "It is 42.", "Let me see"), Modes("[{\"type\":\"reasoning\",\"text\":\"Let me see\"},{\"text\":\"It is 42.\"}]", "It is 42.", "Let me see")]
    [Modes("[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}},{\"type\":\"text\",\"text\":\"It is 42.\"},null,7]", "It is 42.7", null)]
    public async Task Content_is_a_text_a_part_or_a_list(CallMode mode, string content, string text, string? reasoning)
    {
        await using var stage = Stage.Alone();
        var message = $$"""{"role":"assistant","content":{{content}}}""";
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, Wire.Completion(message)) : Wire.Stream(Wire.Delta(message), Wire.Chunk(finish: "stop"), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal((text, reasoning), (result.Content, result.Reasoning));
    }

    [Theory]
    [Modes("\"reasoning_content\":\"hm\""), Modes("\"reasoning\":\"hm\""), Modes("\"thinking\":\"hm\""), Modes("\"reasoning\":\"hm\",\"reasoning_content\":\"hm\""), Modes("\"reasoning_content\":[{\"type\":\"text\",\"text\":\"hm\"}]"), Modes("\"reasoning\":{\"content\":\"hm\"}"), Modes("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"h\",\"index\":0},{\"type\":\"reasoning.summary\",\"summary\":\"m\",\"index\":1}]")]
    public async Task Reasoning_is_read_under_any_of_its_names_and_once(CallMode mode, string member)
    {
        await using var stage = Stage.Alone();
        var message = $$"""{{{member}},"content":"fine"}""";
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, Wire.Completion(message)) : Wire.Stream(Wire.Delta(message), Wire.Chunk(finish: "stop"), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("fine", "hm"), (result.Content, result.Reasoning));
    }

    public static IEnumerable<object[]> Places() =>
        from mode in System.Enum.GetValues<CallMode>()
        from place in new[] { "beside", "in the choice", "in the message", "in x_groq", "in another member", "in a list" }
        select new object[] { mode, place };

    [Theory, MemberData(nameof(Places))]
    public async Task Counts_are_read_wherever_they_are(CallMode mode, string place)
    {
        const string Usage = """{"prompt_tokens":91000,"completion_tokens":700,"prompt_cache_hit_tokens":90000}""";
        var part = mode == CallMode.Plain ? "message" : "delta";
        var inMessage = place == "in the message" ? $",\"usage\":{Usage}" : "";
        var inChoice = place == "in the choice" ? $",\"usage\":{Usage}" : "";
        var beside = place switch
        {
            "beside" => $",\"usage\":{Usage}",
            "in x_groq" => $",\"usage\":null,\"x_groq\":{{\"id\":\"r\",\"usage\":{Usage}}}",
            "in another member" => $",\"metadata\":{{\"usage\":{Usage}}}",
            "in a list" => $",\"usage\":[{Usage}]",
            _ => ",\"usage\":null",
        };
        var body = $$"""{"choices":[{"index":0,"{{part}}":{"content":"fine"{{inMessage}}},"finish_reason":"stop"{{inChoice}}}]{{beside}}}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, body) : Wire.Stream(Wire.Event(body), Wire.Done));
        Assert.Equal(new ChatUsage { PromptTokens = 91000, CachedTokens = 90000, CompletionTokens = 700 }, (await stage.AskAsync(mode)).Result.Usage);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Counts_that_come_in_two_events_are_put_together(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(
            Wire.Event("""{"choices":[{"delta":{"role":"assistant"}}],"usage":{"prompt_tokens":50,"prompt_tokens_details":{"cached_tokens":40}}}"""),
            Wire.Chunk("fine", "stop"), Wire.Event("""{"choices":[],"usage":{"completion_tokens":7}}"""), Wire.Done));
        Assert.Equal(new ChatUsage { PromptTokens = 50, CachedTokens = 40, CompletionTokens = 7 }, (await stage.AskAsync(mode)).Result.Usage);
    }

    [Theory]
    [InlineData("n", "2"), InlineData("n", "3.0"), InlineData("n", " 2 "), InlineData("n", "\"2\"")]
    public async Task Several_answers_are_not_asked_for(string name, string value)
    {
        await using var stage = Stage.Alone();
        foreach (var mode in System.Enum.GetValues<CallMode>())
        {
            var asked = await stage.AskAsync(mode, Stage.Question() with { ExtraBody = new Dictionary<string, string> { [name] = value } });
            Assert.Equal(ErrorCode.ArgumentInvalid, ((HolySheepException)asked.Error!).Code);
        }

        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task One_answer_may_be_asked_for(CallMode mode)
    {
        await using var stage = Stage.Alone();
        Assert.Equal(1, (await stage.AskAsync(mode, Stage.Question() with { ExtraBody = new Dictionary<string, string> { ["n"] = "1" } })).Result.AttemptCount);
    }

    [Theory, Modes]
    public async Task Other_choices_are_never_mixed_in(CallMode mode)
    {
        const string Choices = """{"choices":[{"index":1,"PART":{"content":"blue "}},{"index":0,"PART":{"content":"red "}},{"index":"2","PART":{"content":"green "}}]}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, Choices.Replace("PART", "message", System.StringComparison.Ordinal)) : Wire.Stream(
            Wire.Event(Choices.Replace("PART", "delta", System.StringComparison.Ordinal)), Wire.Event("""{"choices":[{"index":1,"delta":{"content":"sky"},"finish_reason":"stop"}]}"""), Wire.Event("""{"choices":[{"delta":{"content":"rose"},"finish_reason":"stop"}]}"""), Wire.Done));
        Assert.Equal(mode == CallMode.Plain ? "red " : "red rose", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [InlineData("7"), InlineData("\"1\""), InlineData("-1")]
    public async Task The_only_choice_of_a_whole_answer_may_have_any_index(string index)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, $$"""{"choices":[{"index":{{index}},"message":{"content":"fine"},"finish_reason":"stop"}]}"""));
        Assert.Equal(("fine", 1), ((await stage.AskAsync(CallMode.Plain)).Result.Content, stage.One.CallCount));
    }

    [Theory, Modes]
    public async Task The_choice_may_stand_without_its_list(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain
            ? Reply.Json(200, """{"choices":{"message":{"content":"fine"},"finish_reason":"stop"}}""")
            : Wire.Stream(Wire.Event("""{"choices":{"delta":{"content":"fi"}}}"""), Wire.Event("""{"choices":{"delta":{"content":"ne"},"finish_reason":"stop"}}"""), Wire.Done));
        Assert.Equal(("fine", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory]
    [InlineData("""{"text":"NETWORK ERROR DUE TO HIGH TRAFFIC.","error_code":50001}"""), InlineData("""{"object":"error","message":"EngineCore encountered an issue.","code":500}"""), InlineData("""{"id":"c","choices":null,"error_type":"InternalServerError","error_message":"worker lost"}""")]
    [InlineData("""{"detail":"Internal Server Error"}"""), InlineData("""{"detail":[{"loc":["body"],"msg":"worker lost","type":"value_error"}]}"""), InlineData("""{"status":"failed","message":"worker lost"}""")]
    [InlineData("""{"code":20012,"message":"Model busy","data":null}"""), InlineData("""{"status":502,"detail":"upstream"}"""), InlineData("""{"type":"error","message":"worker lost"}"""), InlineData("""{"success":false,"message":"worker lost"}"""), InlineData("""{"base_resp":{"status_code":1000,"status_msg":"unknown"}}""")]
    [InlineData("""{"choices":[{"delta":{"content":""},"finish_reason":"error"}],"error":{"code":"server_error","message":"Provider disconnected"}}"""), InlineData("""{"choices":[{"error":{"code":502,"message":"worker lost"}}]}"""), InlineData("""{"errors":[{"message":"worker lost"}]}""")]
    public async Task An_error_in_a_stream_is_one_in_whatever_form_it_comes(string error)
    {
        foreach (var mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream })
        {
            await using var stage = Stage.Chain();
            stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("The three steps are: first,"), Wire.Event(error), Wire.Done));
            var asked = await stage.AskAsync(mode);
            Assert.Equal(mode == CallMode.VisibleStream ? null : "two", asked.Answered?.Provider);
            if (mode == CallMode.VisibleStream)
            {
                Assert.Equal((ErrorCode.AnswerCut, "The three steps are: first,"), (asked.Failure.Code, asked.Failure.PartialContent));
            }
        }
    }

    [Theory]
    [Modes("beside"), Modes("in the choice")]
    public async Task An_error_with_half_an_answer_is_an_error(CallMode mode, string place)
    {
        const string Error = ",\"error\":{\"code\":\"worker_lost\",\"message\":\"the worker is gone\"}";
        var part = mode == CallMode.Plain ? "message" : "delta";
        var body = $$"""{"choices":[{"index":0,"{{part}}":{"content":"The first half"},"finish_reason":"stop"{{(place == "in the choice" ? Error : "")}}}]{{(place == "beside" ? Error : "")}}}""";
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, body) : Wire.Stream(Wire.Event(body), Wire.Done));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((OutcomeKind.Malformed, "two"), (asked.Kinds.First(), asked.Result.Provider));
    }

    [Theory]
    [InlineData("server_error", "{\"message\":\"x\"}"), InlineData("error", "worker lost"), InlineData("Error", "{}"), InlineData("stream-error", "{\"detail\":\"x\"}")]
    public async Task An_event_whose_name_says_error_is_an_error(string name, string data)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("first, "), $"event: {name}\ndata: {data}\n\n", Wire.Done));
        Assert.Equal("two", (await stage.AskAsync(CallMode.StreamedWire)).Result.Provider);
    }

    [Theory]
    [InlineData("""[{"id":"m1"},{"id":"m2"}]"""), InlineData("""{"data":[{"id":"m1"},{"id":"m2"}]}"""), InlineData("""{"models":[{"name":"m1"},{"model":"m2"}]}"""), InlineData("""["m1","m2"]"""), InlineData("""{"data":null,"models":["m1",{"id":7},{"id":"m2"}]}"""), InlineData("\uFEFF[\"m1\",\"m2\"]")]
    public async Task Models_are_listed_without_their_wrapper_too(string body)
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(_ => Reply.Json(200, body));
        var list = await stage.Client.ListModelsAsync("one");
        Assert.Equal(["m1", "m2"], list.Models.Where(model => model.Available == true).Select(model => model.Id));
    }
}
