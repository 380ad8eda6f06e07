namespace HolySheep.Configuration.Keys;

/// <summary>The place of a key; never the key itself.</summary>
/// <param name="Source">The kind of place.</param>
/// <param name="Path">The variable's name, the file's path, or <c>VAULT/NAME</c>.</param>
public sealed record KeyReference(KeySource Source, string Path)
{
    /// <summary>The command that prints the key, for <see cref="KeySource.Command"/> alone; <see cref="Path"/> is then its program.</summary>
    public KeyCommand? Command { get; init; }

    /// <summary>The reference as the configuration spells it.</summary>
    public override string ToString() => Source switch
    {
        KeySource.Environment => "env:" + Path,
        KeySource.File => "file:" + Path,
        KeySource.Command => "command:" + Path,
        _ => "secret:" + Path,
    };
}
