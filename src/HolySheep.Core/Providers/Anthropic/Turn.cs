using System.Collections.Generic;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Anthropic;

/// <summary>Neighbouring messages of one role, which are one message of this format.</summary>
internal sealed class Turn(bool isModel)
{
    /// <summary>True if the model wrote it, false if the user did.</summary>
    public bool IsModel { get; } = isModel;

    /// <summary>The results of tools, which come before everything else.</summary>
    public List<ChatToolResult> Results { get; } = [];

    /// <summary>Everything else, in order.</summary>
    public List<ChatPart> Parts { get; } = [];
}
