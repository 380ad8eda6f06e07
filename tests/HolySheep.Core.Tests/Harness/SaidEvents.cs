using System.Text.Json;

namespace HolySheep.Harness;

/// <summary>Events of an answer one by one, as each wire writes them, for streams in an order that no vendor documents.</summary>
internal static class SaidEvents
{
    /// <summary>What comes before the first piece.</summary>
    public static string Head(string wire) => wire switch
    {
        "anthropic" => Event("""{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null}}""")
            + Event("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        "openai-responses" => Event("""{"type":"response.created","response":{"id":"r","object":"response","status":"in_progress","model":"alpha","output":[]}}""")
            + Event("""{"type":"response.output_item.added","output_index":0,"item":{"id":"i","type":"message","role":"assistant","status":"in_progress","content":[]}}""")
            + Event("""{"type":"response.content_part.added","item_id":"i","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}"""),
        "gemini" => Event("""{"candidates":[{"content":{"role":"model","parts":[]},"index":0}],"modelVersion":"alpha"}"""),
        _ => Event("""{"object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"""),
    };

    /// <summary>A piece of the text.</summary>
    public static string Text(string wire, string text) => wire switch
    {
        "anthropic" => Event($$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{Quote(text)}}}}}"""),
        "openai-responses" => Event($$"""{"type":"response.output_text.delta","item_id":"i","output_index":0,"content_index":0,"delta":{{Quote(text)}}}"""),
        "gemini" => Event($$$"""{"candidates":[{"content":{"role":"model","parts":[{"text":{{{Quote(text)}}}}]},"index":0}],"modelVersion":"alpha"}"""),
        _ => Event($$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":{{{Quote(text)}}}},"finish_reason":null}]}"""),
    };

    /// <summary>A piece of the reasoning.</summary>
    public static string Reasoning(string wire, string text) => wire switch
    {
        "anthropic" => Event($$$"""{"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":{{{Quote(text)}}}}}"""),
        "openai-responses" => Event($$"""{"type":"response.reasoning_summary_text.delta","item_id":"rs","output_index":1,"summary_index":0,"delta":{{Quote(text)}}}"""),
        "gemini" => Event($$$"""{"candidates":[{"content":{"role":"model","parts":[{"text":{{{Quote(text)}}},"thought":true}]},"index":0}],"modelVersion":"alpha"}"""),
        _ => Event($$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning_content":{{{Quote(text)}}}},"finish_reason":null}]}"""),
    };

    /// <summary>The mark that the answer ended, by itself; on the Responses wire the end of its item.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="soFar">The text so far, which some wires repeat there.</param>
    public static string Mark(string wire, string soFar) => wire switch
    {
        "anthropic" => Event("""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null}}"""),
        "openai-responses" => Event($$"""{"type":"response.output_text.done","item_id":"i","output_index":0,"content_index":0,"text":{{Quote(soFar)}}}""")
            + Event($$$"""{"type":"response.output_item.done","output_index":0,"item":{{{Message(soFar)}}}}"""),
        "gemini" => Event("""{"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP","index":0}],"modelVersion":"alpha"}"""),
        _ => Event("""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""),
    };

    /// <summary>A piece of the text with that mark, in one event if the wire has one for both.</summary>
    public static string MarkedText(string wire, string text) => wire switch
    {
        "gemini" => Event($$$"""{"candidates":[{"content":{"role":"model","parts":[{"text":{{{Quote(text)}}}}]},"finishReason":"STOP","index":0}],"modelVersion":"alpha"}"""),
        "anthropic" or "openai-responses" => Text(wire, text) + Mark(wire, text),
        _ => Event($$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":{{{Quote(text)}}}},"finish_reason":"stop"}]}"""),
    };

    /// <summary>Token counts by themselves.</summary>
    public static string Counts(string wire, int prompt, int completion) => wire switch
    {
        "anthropic" => Event($$$"""{"type":"message_delta","delta":{},"usage":{"input_tokens":{{{prompt}}},"output_tokens":{{{completion}}}}}"""),
        "openai-responses" => "",
        "gemini" => Event($$$"""{"usageMetadata":{"promptTokenCount":{{{prompt}}},"candidatesTokenCount":{{{completion}}},"totalTokenCount":{{{prompt + completion}}}},"modelVersion":"alpha"}"""),
        _ => Event($$$"""{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":{{{prompt}}},"completion_tokens":{{{completion}}},"total_tokens":{{{prompt + completion}}}}}"""),
    };

    /// <summary>The whole answer once more, with its mark.</summary>
    public static string Whole(string wire, string text) => wire switch
    {
        "anthropic" => Event($$"""{"id":"m","type":"message","role":"assistant","model":"alpha","content":[{"type":"text","text":{{Quote(text)}}}],"stop_reason":"end_turn","stop_sequence":null}"""),
        "openai-responses" => Mark(wire, text),
        "gemini" => MarkedText(wire, text),
        _ => Event($$$"""{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":{{{Quote(text)}}}},"finish_reason":"stop"}]}"""),
    };

    /// <summary>What ends the stream; empty if the end of the body does.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="text">The whole text, which some wires repeat there.</param>
    /// <param name="prompt">The tokens of the prompt, which some wires count there.</param>
    /// <param name="completion">The tokens of the answer; 0 if nothing is counted.</param>
    public static string Done(string wire, string text, int prompt = 0, int completion = 0) => wire switch
    {
        "anthropic" => Event("""{"type":"message_stop"}"""),
        "openai-responses" => Event($$$"""{"type":"response.completed","response":{"id":"r","object":"response","status":"completed","model":"alpha","output":[{{{Message(text)}}}],"usage":{{{(completion == 0 ? "null" : $$"""{"input_tokens":{{prompt}},"output_tokens":{{completion}},"total_tokens":{{prompt + completion}}}""")}}}}}"""),
        "gemini" => "",
        _ => "data: [DONE]\n\n",
    };

    /// <summary>A whole stream with these pieces.</summary>
    public static string Stream(string wire, params string[] pieces)
    {
        var whole = string.Concat(pieces);
        return Head(wire) + string.Concat(System.Array.ConvertAll(pieces, piece => Text(wire, piece))) + Mark(wire, whole) + Done(wire, whole);
    }

    /// <summary>An event with this data; two wires name their events by the type in it.</summary>
    public static string Event(string data) => (data.StartsWith("{\"type\":\"", System.StringComparison.Ordinal) ? $"event: {data.Split('"')[3]}\n" : "") + $"data: {data}\n\n";

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string Message(string text) => $$"""{"id":"i","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":{{Quote(text)}},"annotations":[]}]}""";
}
