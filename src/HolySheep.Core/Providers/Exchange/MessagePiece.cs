using System.Collections.Generic;

namespace HolySheep.Providers.Exchange;

/// <summary>What the model says in one message or in one piece of it.</summary>
internal sealed class MessagePiece
{
    public string? Content { get; set; }

    public string? Reasoning { get; set; }

    public string? Refusal { get; set; }

    public List<ToolCallPiece>? ToolCalls { get; set; }

    public bool IsEmpty => string.IsNullOrEmpty(Content) && string.IsNullOrEmpty(Reasoning) && string.IsNullOrEmpty(Refusal) && ToolCalls is null;
}
