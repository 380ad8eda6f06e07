using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Harness;

/// <summary>Events of tool calls one by one, as each wire writes them, at places that no vendor documents.</summary>
internal static class SaidCalls
{
    /// <summary>The beginning of a call; empty on a wire that says calls whole.</summary>
    public static string Begin(string wire, int place, ChatToolCall call) => wire switch
    {
        "anthropic" => SaidEvents.Event($$$"""{"type":"content_block_start","index":{{{place}}},"content_block":{"type":"tool_use","id":"{{{call.Id}}}","name":"{{{call.Name}}}","input":{} } }"""),
        "openai-responses" => SaidEvents.Event($$"""{"type":"response.output_item.added","output_index":{{place}},"item":{{Item(call, "")}}}"""),
        "gemini" => "",
        _ => Delta($$$"""{"index":{{{place}}},"id":"{{{call.Id}}}","type":"function","function":{"name":"{{{call.Name}}}","arguments":""}}"""),
    };

    /// <summary>A piece of the arguments of a call that has begun, with whatever the wire says of its call; empty on a wire that says calls whole.</summary>
    public static string Piece(string wire, int place, ChatToolCall call, string json) => wire switch
    {
        "anthropic" => SaidEvents.Event($$$"""{"type":"content_block_delta","index":{{{place}}},"delta":{"type":"input_json_delta","partial_json":{{{SaidEvents.Quote(json)}}}}}"""),
        "openai-responses" => SaidEvents.Event($$"""{"type":"response.function_call_arguments.delta","item_id":"{{ItemId(call)}}","output_index":{{place}},"delta":{{SaidEvents.Quote(json)}}}"""),
        "gemini" => "",
        _ => Delta($$$"""{"index":{{{place}}},"id":"{{{call.Id}}}","function":{"arguments":{{{SaidEvents.Quote(json)}}}}}"""),
    };

    /// <summary>The end of a call, which says it whole on some wires.</summary>
    public static string End(string wire, int place, ChatToolCall call) => wire switch
    {
        "anthropic" => SaidEvents.Event($$"""{"type":"content_block_stop","index":{{place}}}"""),
        "openai-responses" => SaidEvents.Event($$"""{"type":"response.function_call_arguments.done","item_id":"{{ItemId(call)}}","output_index":{{place}},"arguments":{{SaidEvents.Quote(call.Arguments)}}}""") + Whole(wire, place, call),
        "gemini" => Whole(wire, place, call),
        _ => "",
    };

    /// <summary>A whole call in one event.</summary>
    public static string Whole(string wire, int place, ChatToolCall call) => wire switch
    {
        "anthropic" => SaidEvents.Event($$$"""{"type":"content_block_start","index":{{{place}}},"content_block":{"type":"tool_use","id":"{{{call.Id}}}","name":"{{{call.Name}}}","input":{{{call.Arguments}}}}}"""),
        "openai-responses" => SaidEvents.Event($$"""{"type":"response.output_item.done","output_index":{{place}},"item":{{Item(call, call.Arguments)}}}"""),
        "gemini" => SaidEvents.Event($$$"""{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"{{{call.Id}}}","name":"{{{call.Name}}}","args":{{{call.Arguments}}}}}]},"index":{{{place}}}}],"modelVersion":"alpha"}"""),
        _ => Delta($$$"""{"index":{{{place}}},"id":"{{{call.Id}}}","type":"function","function":{"name":"{{{call.Name}}}","arguments":{{{SaidEvents.Quote(call.Arguments)}}}}}"""),
    };

    /// <summary>The end of an answer that calls tools.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="calls">The calls that some wires say once more there; none for a server that leaves them out.</param>
    public static string Done(string wire, params ChatToolCall[] calls) => wire switch
    {
        "anthropic" => SaidEvents.Event("""{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null}}""") + SaidEvents.Done(wire, ""),
        "openai-responses" => SaidEvents.Event($$$"""{"type":"response.completed","response":{"id":"r","object":"response","status":"completed","model":"alpha","output":[{{{string.Join(",", calls.Select(call => Item(call, call.Arguments)))}}}]}}"""),
        "gemini" => SaidEvents.Mark(wire, ""),
        _ => SaidEvents.Event("""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""") + SaidEvents.Done(wire, ""),
    };

    private static string ItemId(ChatToolCall call) => $"fc_{call.Id}";

    private static string Item(ChatToolCall call, string arguments) => $$"""{"id":"{{ItemId(call)}}","type":"function_call","call_id":"{{call.Id}}","name":"{{call.Name}}","arguments":{{SaidEvents.Quote(arguments)}}}""";

    private static string Delta(string call) => SaidEvents.Event($$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{{{call}}}]},"finish_reason":null}]}""");
}
