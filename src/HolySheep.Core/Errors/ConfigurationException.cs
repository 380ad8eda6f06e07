namespace HolySheep.Errors;

/// <summary>The exception of an invalid configuration.</summary>
public sealed class ConfigurationException : HolySheepException
{
    /// <summary>Creates an error.</summary>
    /// <param name="message">What was found and what was expected; contains no secret.</param>
    /// <param name="file">The file; null for built-in or given values.</param>
    /// <param name="line">The 1-based line; null if unknown.</param>
    /// <param name="key">The key's path, for example <c>providers.backup.baseUrl</c>.</param>
    /// <param name="hint">What to do.</param>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    public ConfigurationException(string message, string? file = null, int? line = null, string? key = null, string? hint = null,
        string code = ErrorCode.ConfigurationInvalid)
        : base(code, Locate(message, file, line, key), hint)
    {
        File = file;
        Line = line;
        Key = key;
    }

    private ConfigurationException(ConfigurationException fault)
        : base(ErrorCode.ArgumentInvalid, fault.Message, fault.Hint) => Key = fault.Key;

    /// <summary>The file.</summary>
    public string? File { get; }

    /// <summary>The 1-based line.</summary>
    public int? Line { get; }

    /// <summary>The key's path.</summary>
    public string? Key { get; }

    /// <summary>The same fault in a requested change: the configuration itself is valid.</summary>
    internal ConfigurationException OfArgument() => new(this);

    private static string Locate(string message, string? file, int? line, string? key)
    {
        var place = (file, line) switch
        {
            (null, _) => "",
            (_, null) => file + ": ",
            _ => $"{file}, line {line}: ",
        };
        return place + (key is null ? "" : $"'{key}': ") + message;
    }
}
