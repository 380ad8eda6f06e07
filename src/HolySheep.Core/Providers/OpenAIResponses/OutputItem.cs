using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>An item of an answer: a message, a tool call, reasoning, or something that this wire does not read.</summary>
internal sealed class OutputItem
{
    private const int MostParts = 256;
    private const string ListOfTools = "mcp_list_tools";

    // The caller's own tools, and those for whose tokens alone OpenAI bills. [openai.com/api/pricing: built-in tools]
    private static readonly string[] FreeTools = ["function_call", "custom_tool_call", "mcp_call", "computer_call", "local_shell_call", "apply_patch_call", "tool_search_call"];

    // What the provider does between two texts, without a bill of its own.
    private static readonly string?[] OfProvider = [ListOfTools, "mcp_call", "tool_search_call", "tool_search_output", "shell_call_output"];

    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? CallId { get; set; }

    public string? Name { get; set; }

    public string? Arguments { get; set; }

    /// <summary>What the text is in the work of the model, such as <c>commentary</c> or <c>final_answer</c>, which it wants back; null if it does not say.</summary>
    public string? Phase { get; set; }

    public List<OutputPart> Content { get; } = [];

    public List<OutputPart> Summary { get; } = [];

    /// <summary>True if it holds the result of a tool of the provider.</summary>
    public bool HasResult { get; set; }

    /// <summary>True if it runs in a container of the provider.</summary>
    public bool InContainer { get; set; }

    /// <summary>True if it says that the caller runs it.</summary>
    public bool IsOfClient { get; set; }

    /// <summary>True if it is a picture that the model made.</summary>
    public bool IsPicture => HasResult && Type == "image_generation_call";

    /// <summary>True if it holds reasoning that only its provider can read.</summary>
    public bool IsEncrypted { get; set; }

    /// <summary>The item as it was received, in one line, if the provider wants it back or if it is a picture; otherwise null.</summary>
    public string? Raw { get; set; }

    /// <summary>True if the provider wants its reasoning back. An item that has only an id would be looked for in the provider's storage, where it is not.</summary>
    public bool ReturnsReasoning => IsReasoning && (IsEncrypted || Content.Exists(part => !string.IsNullOrEmpty(part.Text)));

    public bool IsCall => Type == "function_call";

    /// <summary>True if it is a use of a tool that the provider ran itself and bills by use: searches, files, code, pictures. Programs of the caller's run elsewhere.</summary>
    public bool IsPaidTool => Type is { } type && type.EndsWith("_call", StringComparison.Ordinal) && !FreeTools.Contains(type) && !IsForCaller;

    /// <summary>True if it is something for the caller that only this format can say, such as a call of a custom tool; what the provider's own tools did is not.</summary>
    public bool IsOther => !IsMessage && !IsReasoning && !IsCall && !IsPaidTool && (IsForCaller || !OfProvider.Contains(Type));

    /// <summary>True if it is what a tool of the provider did, which only this format can say. The tools that it may call are told before the model says anything.</summary>
    public bool IsOwnWork => !IsMessage && !IsReasoning && !IsCall && !IsOther && Type != ListOfTools;

    // A shell runs at the caller unless the call names a container of the provider; a search of tools says who runs it. [OpenAI: shell, tool search]
    private bool IsForCaller => Type switch
    {
        "shell_call" => !InContainer,
        "tool_search_call" => IsOfClient,
        _ => false,
    };

    private bool IsReasoning => Type == "reasoning";

    // Servers of other vendors may leave the type out.
    private bool IsMessage => Type is "message" or null;

    /// <summary>The number of the block of an item, or of a part of its content.</summary>
    /// <param name="item">The 0-based number of the item in the answer.</param>
    /// <param name="part">The 0-based number of the part in the item.</param>
    public static int Block(int item, int part = 0) => (item * MostParts) + part;

    /// <summary>The call with its id and name, and with its arguments if they are whole.</summary>
    public MessagePiece ToCall(int index, string? arguments) => new() { Block = Block(index), ToolCalls = [new ToolCallPiece(index, CallId ?? Id, Name, arguments) { ItemId = Id }] };

    /// <summary>The blocks of the item; empty if it is of a type that this wire does not read.</summary>
    /// <param name="index">The 0-based number of the item in the answer.</param>
    public IEnumerable<MessagePiece> ToBlocks(int index)
    {
        if (IsCall)
        {
            return [ToCall(index, Arguments)];
        }

        if (IsReasoning)
        {
            return [new MessagePiece { Block = Block(index), Reasoning = ReasoningText, ReasoningData = Raw }];
        }

        return IsMessage
            ? Content.Select((part, place) => part.ToBlock(Block(index, place), Phase))
            : [];
    }

    /// <summary>The summary, a paragraph for each of its parts; the reasoning itself of models that show it.</summary>
    private string? ReasoningText
    {
        get
        {
            var parts = Summary.Exists(part => !string.IsNullOrEmpty(part.Text)) ? Summary : Content;
            return parts.Count == 0 ? null : string.Join(EventReader.BetweenParagraphs, parts.Select(part => part.Text));
        }
    }
}
