using System;

namespace HolySheep.Chat;

/// <summary>A JSON schema that the answer must follow.</summary>
public sealed class ChatJsonSchema
{
    /// <summary>Creates a schema.</summary>
    /// <param name="schema">The schema as JSON text.</param>
    /// <param name="name">A name of letters, digits, dashes and underscores, at most 64 of them.</param>
    /// <param name="strict">Whether the provider must enforce it.</param>
    public ChatJsonSchema(string schema, string name = "answer", bool strict = true)
    {
        Schema = schema ?? throw new ArgumentNullException(nameof(schema));
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Strict = strict;
    }

    /// <summary>The schema as JSON text.</summary>
    public string Schema { get; }

    /// <summary>The name that is sent with it.</summary>
    public string Name { get; }

    /// <summary>Whether the provider must enforce it.</summary>
    public bool Strict { get; }
}
