using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Gemini;

/// <summary>Neighbouring messages of one role, which are one content.</summary>
internal sealed class Turn(bool isModel)
{
    public bool IsModel { get; } = isModel;

    public List<ChatPart> Parts { get; } = [];

    public IEnumerable<ChatToolCall> Calls => Parts.OfType<ChatToolCall>();

    public IEnumerable<ChatToolResult> Results => Parts.OfType<ChatToolResult>();
}
