using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Gateway.Protocols;

/// <summary>What a reader found in a request that cannot be said to every model.</summary>
internal sealed class TranslationNotes
{
    // What all formats take. [platform.openai.com: function names]
    private const int LongestToolName = 64;

    private readonly List<string> _only = [];

    /// <summary>What only a provider of the caller's own format understands, and the request cannot do without; empty if nothing is.</summary>
    public IReadOnlyList<string> Only => _only;

    /// <summary>Notes a tool whose name other formats refuse.</summary>
    /// <returns>The name.</returns>
    public string TakeToolName(string name)
    {
        if (name.Length > LongestToolName)
        {
            AddOnly($"a tool's name of {name.Length} characters");
        }

        return name;
    }

    /// <summary>Notes a member that only this format has, if the object has it.</summary>
    public void AddMember(JsonElement parent, string name)
    {
        if (RequestJson.Find(parent, name) is not null)
        {
            AddOnly($"'{name}'");
        }
    }

    /// <summary>Notes such a thing.</summary>
    public void AddOnly(string what)
    {
        if (!_only.Contains(what))
        {
            _only.Add(what);
        }
    }
}
