using System;
using System.Collections.Generic;

namespace HolySheep.Configuration;

/// <summary>The configuration file: found, read, and changed in place.</summary>
public sealed class ConfigurationFile
{
    /// <summary>Finds the file; nothing is read yet.</summary>
    /// <param name="path">The caller's own path, null means the usual places.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    public ConfigurationFile(string? path = null, Func<string, string?>? environment = null) => throw new NotImplementedException();

    /// <summary>The file's full path, whether it exists or not.</summary>
    public string Path => throw new NotImplementedException();

    /// <summary>Reads the file over the built-ins; without a file the built-ins alone.</summary>
    /// <exception cref="Errors.ConfigurationException">The file is not usable; names file, line, key and what was expected.</exception>
    public HolySheepConfiguration Read() => throw new NotImplementedException();

    /// <summary>Sets the models that come after a model; an empty list turns a built-in chain off.</summary>
    /// <exception cref="Errors.ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void SetChain(string model, IReadOnlyList<string> fallback) => throw new NotImplementedException();
}
