using System.Linq;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

public sealed partial record Reply
{
    /// <summary>A whole answer with this text.</summary>
    public static Reply Text(string? text) => new() { Completion = new Completion(text) };

    /// <summary>A whole answer of so many tokens: <c>word1 word2 …</c>.</summary>
    public static Reply Words(int count) => Text(string.Join(' ', Enumerable.Range(1, count).Select(number => $"word{number}")));

    /// <summary>An answer that the token limit ended.</summary>
    public static Reply Length(string partial) => Text(partial).Finish("length");

    /// <summary>An answer that a content filter ended.</summary>
    public static Reply ContentFilter(string partial = "") => Text(partial).Finish("content_filter");

    /// <summary>An answer without text.</summary>
    public static Reply EmptyContent(string finishReason = "stop") => Text("").Finish(finishReason);

    /// <summary>An answer that calls tools; the arguments are JSON text.</summary>
    public static Reply ToolCalls(params (string Name, string Arguments)[] calls) =>
        Text("").Say(completion => completion with { ToolCalls = [.. calls], FinishReason = "tool_calls" });

    /// <summary>The same with tool calls after it.</summary>
    public Reply AndCalls(params (string Name, string Arguments)[] calls) => Say(completion => completion with { ToolCalls = [.. calls], FinishReason = "tool_calls" });

    /// <summary>An answer in which the model declines.</summary>
    public static Reply Refusal(string refusal) => Text("").Say(completion => completion with { Refusal = refusal });

    /// <summary>An answer with its reasoning before it.</summary>
    public static Reply Reasoning(string reasoning, string answer) => Text(answer).Say(completion => completion with { Reasoning = reasoning });

    /// <summary>The same with reasoning before it.</summary>
    public Reply After(string reasoning) => Say(completion => completion with { Reasoning = reasoning });

    /// <summary>The same with another finish reason.</summary>
    public Reply Finish(string reason) => Say(completion => completion with { FinishReason = reason });

    /// <summary>The same, reported as given by another model than the one asked for.</summary>
    public Reply WithModel(string model) => Say(completion => completion with { Model = model });

    /// <summary>The same with these token counts in place of counted words.</summary>
    public Reply WithUsage(int prompt, int completion, int cached = 0, int reasoning = 0) =>
        Say(said => said with { Usage = new ReplyUsage(prompt, completion, cached, reasoning) });

    /// <summary>The same with these token counts.</summary>
    public Reply WithUsage(ReplyUsage usage) => Say(said => said with { Usage = usage });

    /// <summary>The same without token counts.</summary>
    public Reply WithoutUsage() => this with { SendsUsage = false };

    /// <summary>The same as an event stream, even where the request was plain.</summary>
    public Reply StreamToPlain() => this with { ForcedStream = true };

    /// <summary>The same as one JSON object, even where the request asked for a stream.</summary>
    public Reply PlainToStream() => this with { ForcedStream = false };
}
