using HolySheep.Chat.Parts;

namespace HolySheep.PowerShell.Results;

/// <summary>A tool that the model asks the caller to run.</summary>
public sealed class HolySheepChatToolCall
{
    internal HolySheepChatToolCall(ChatToolCall call)
    {
        Id = call.Id;
        Name = call.Name;
        Arguments = call.Arguments;
    }

    /// <summary>The id that the tool's answer must repeat.</summary>
    public string Id { get; }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>The arguments as JSON text, as the model wrote them.</summary>
    public string Arguments { get; }

    /// <summary>The tool's name.</summary>
    public override string ToString() => Name;
}
