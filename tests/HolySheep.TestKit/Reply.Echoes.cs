using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace HolySheep.TestKit;

public sealed partial record Reply
{
    /// <summary>The places of a reply where a provider can put text, such as the caller's own key.</summary>
    public static IReadOnlyList<string> EchoPlaces { get; } =
    [
        "error message", "error code", "error type", "error text", "error member", "error param", "error id", "error page", "error in a 200", "error event", "error after text",
        "request id", "request id of an answer", "retry-after", "location", "id", "model", "finish reason", "content", "content part", "reasoning", "refusal",
        "tool id", "tool name", "tool arguments", "cut content", "content in pieces", "reasoning in pieces", "tool arguments in pieces", "unreadable event", "not a completion", "usage",
    ];

    /// <summary>A reply with a text at one of the <see cref="EchoPlaces"/>.</summary>
    public static Reply Echoing(string place, string text) => place switch
    {
        "error message" => Error(401, "invalid_api_key", $"Incorrect API key provided: {text}. See the docs."),
        "error code" => Error(400, text, "no"),
        "error type" => Error(500, null, "no", text),
        "error text" => Json(500, $$$"""{"error":{{{Quoted(text)}}}}"""),
        "error member" => Json(400, "{\"error\":{\"message\":{\"key\":" + Quoted(text) + "}}}"),
        "error param" => Json(400, $$$"""{"error":{"message":"no","param":{{{Quoted(text)}}},"metadata":{"raw":{{{Quoted(text)}}}}},"detail":[{"msg":{{{Quoted(text)}}}}]}"""),
        "error id" => Json(503, $$$"""{"error":{"message":"no","request_id":{{{Quoted(text)}}}}}"""),
        "error page" => Raw(502, "text/html", $"<html>{text}</html>"),
        "error in a 200" => ErrorIn200(null, text),
        "error event" => Events($$$"""{"error":{"message":{{{Quoted(text)}}}}}"""),
        "error after text" => Events(Delta("content", "some text"), $$$"""{"error":{"message":{{{Quoted(text)}}},"code":{{{Quoted(text)}}}}}"""),
        "request id" => Error(400, null, "no").WithHeader("x-request-id", OnOneLine(text)),
        "request id of an answer" => Text("fine").WithHeader("x-request-id", OnOneLine(text)),
        "retry-after" => ThrottleBare().WithHeader("retry-after", OnOneLine(text)),
        "location" => Redirect("http://127.0.0.1:9/" + OnOneLine(text).Replace(' ', '+')),
        "id" => Whole("""{"content":"fine"}""", "\"stop\"", id: text),
        "model" => Whole("""{"content":"fine"}""", "\"stop\"", model: text),
        "finish reason" => Whole("""{"content":"fine"}""", Quoted(text)),
        "content" => Text("Your key is " + text + "."),
        "content part" => Whole($$$"""{"content":[{"type":"text","text":{{{Quoted(text)}}}}]}""", "\"stop\""),
        "reasoning" => Reasoning("The key is " + text + ".", "fine"),
        "refusal" => Refusal("No " + text),
        "tool id" => Whole($$$"""{"tool_calls":[{"id":{{{Quoted(text)}}},"type":"function","function":{"name":"f","arguments":"{}"}}]}""", "\"tool_calls\""),
        "tool name" => ToolCalls((text, "{}")),
        "tool arguments" => ToolCalls(("f", $$$"""{"key":{{{Quoted(text)}}}}""")),
        "cut content" => Events(Delta("content", "Your key is " + text)),
        "content in pieces" => Events([.. text.Select(character => Delta("content", character.ToString())), Stop]),
        "reasoning in pieces" => Events([.. text.Chunk(7).Select(piece => Delta("reasoning_content", new string(piece))), Delta("content", "fine"), Stop]),
        "tool arguments in pieces" => Events([.. text.Chunk(5).Select(piece => ToolDelta(new string(piece))), Stop]),
        "unreadable event" => Events(Delta("content", "fine"), "{\"id\":" + text, Stop),
        "not a completion" => Json(200, $$$"""{"key":{{{Quoted(text)}}},"message":{{{Quoted(text)}}}}"""),
        "usage" => Json(200, $$$"""{"id":"1","model":"m","choices":[{"index":0,"message":{"content":"fine"},"finish_reason":"stop"}],"usage":{{{Quoted(text)}}}}"""),
        _ => throw new System.ArgumentOutOfRangeException(nameof(place), place, "No such place."),
    };

    /// <summary>A reply with this body and content type, sent as they are.</summary>
    public static Reply Raw(int status, string contentType, string body) => new() { StatusCode = status, ContentType = contentType, RawBody = body };

    /// <summary>An event stream of these data lines.</summary>
    public static Reply Events(params IEnumerable<string> data) => Raw(200, "text/event-stream", string.Concat(data.Select(line => $"data: {line}\n\n")));

    private const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    private static Reply Whole(string message, string finishReason, string id = "1", string model = "m") =>
        Json(200, $$$"""{"id":{{{Quoted(id)}}},"model":{{{Quoted(model)}}},"choices":[{"index":0,"message":{{{message}}},"finish_reason":{{{finishReason}}}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""");

    private static string Delta(string member, string text) => $$$"""{"choices":[{"index":0,"delta":{"{{{member}}}":{{{Quoted(text)}}}}}]}""";

    private static string ToolDelta(string piece) =>
        $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"1","function":{"name":"f","arguments":{{{Quoted(piece)}}}}}]}}]}""";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ");
}
