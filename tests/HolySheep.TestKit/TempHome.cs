using System;
using System.Collections.Generic;
using System.IO;

namespace HolySheep.TestKit;

/// <summary>A temporary home: a folder for the configuration and the state, and an environment in which nothing of the real one shows.</summary>
public sealed class TempHome : IDisposable
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly TempFolder _folder = new("home");

    /// <summary>Makes the folder and, where given, writes <c>config.json</c>.</summary>
    public TempHome(string? config = null)
    {
        UserFolder = Directory.CreateDirectory(Path.Combine(Folder, "user")).FullName;
        Set("HOLYSHEEP_HOME", Folder);
        foreach (string name in (string[])["HOME", "USERPROFILE"])
        {
            Set(name, UserFolder);
        }

        foreach (string name in (string[])["APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"])
        {
            Set(name, Path.Combine(UserFolder, name.ToLowerInvariant()));
        }

        if (config is not null)
        {
            WriteConfig(config);
        }
    }

    /// <summary>The folder that <c>HOLYSHEEP_HOME</c> names.</summary>
    public string Folder => _folder.Path;

    /// <summary>The folder that <c>HOME</c> and <c>USERPROFILE</c> name.</summary>
    public string UserFolder { get; }

    /// <summary>The path of <c>config.json</c>.</summary>
    public string ConfigPath => Path.Combine(Folder, "config.json");

    /// <summary>Reads a variable of this home; null for every other.</summary>
    public Func<string, string?> Environment => name => _variables.GetValueOrDefault(name);

    /// <summary>The variables of this home, for a child process.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Sets a variable; null removes it.</summary>
    public TempHome Set(string name, string? value)
    {
        _variables.Remove(name);
        if (value is not null)
        {
            _variables[name] = value;
        }

        return this;
    }

    /// <summary>Writes <c>config.json</c>, readable by its owner only, and gives its path.</summary>
    public string WriteConfig(string json) => WriteFile("config.json", json);

    /// <summary>Writes a file, readable by its owner only, and gives its path.</summary>
    public string WriteFile(string name, string text)
    {
        string path = _folder.Write(name, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    /// <summary>Removes the folder, once no file in it but those that the test itself wrote shows the marked key.</summary>
    /// <exception cref="InvalidOperationException">The product wrote the key down.</exception>
    public void Dispose() => _folder.Dispose();
}
