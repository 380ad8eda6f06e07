using System;
using System.Collections.Generic;
using System.IO;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>A folder of its own with an environment of its own: nothing of the developer's is read.</summary>
internal sealed class ConfigurationHome : IDisposable
{
    private readonly TempFolder _folder = new("config");

    public ConfigurationHome()
    {
        Environment["HOME"] = Folder;
        Environment["USERPROFILE"] = Folder;
        Environment["HOLYSHEEP_HOME"] = Folder;
    }

    public string Folder => _folder.Path;

    public string File => Path.Combine(Folder, "config.json");

    public Dictionary<string, string> Environment { get; } = [];

    public string? Variable(string name) => Environment.GetValueOrDefault(name);

    public ConfigurationFile Open(TimeProvider? time = null) => new(null, Variable, time);

    public string Write(string text, string name = "config.json") => _folder.Write(name, text);

    public string WriteKey(string text, string name = "key.txt")
    {
        var path = Write(text, name);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    public HolySheepConfiguration Read(string text)
    {
        Write(text);
        return Open().Read();
    }

    public ConfigurationException Refusal(string text) => Assert.Throws<ConfigurationException>(() => Read(text));

    public void Dispose() => _folder.Dispose();
}
