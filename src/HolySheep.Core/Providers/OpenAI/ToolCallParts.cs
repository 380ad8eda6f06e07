using System.Text;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Gathers one tool call from its pieces.</summary>
internal sealed class ToolCallParts
{
    private readonly StringBuilder _arguments = new();
    private string _id = "";
    private string _name = "";

    public void Add(ToolCallDto delta)
    {
        _id = string.IsNullOrEmpty(delta.Id) ? _id : delta.Id!;
        _name += delta.Function?.Name;
        _arguments.Append(delta.Function?.Arguments);
    }

    public ChatToolCall ToCall() => new(_id, _name, _arguments.ToString());

    /// <summary>What the model wrote of it.</summary>
    public override string ToString() => _name + _arguments;
}
