using System;
using System.IO;
using System.Runtime.InteropServices;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>The user's folders, from the environment.</summary>
internal sealed class UserFolders
{
    private readonly Func<string, string?> _environment;
    private readonly bool _windows;

    public UserFolders(Func<string, string?> environment, bool? windows = null)
    {
        _environment = environment;
        _windows = windows ?? RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    }

    /// <summary>The home folder; null if the environment names none.</summary>
    public string? Home => Variable(_windows ? "USERPROFILE" : "HOME");

    /// <summary>The folder of the configuration if no variable names one.</summary>
    public string Configuration => _windows
        ? Path.Combine(Variable("APPDATA") ?? Path.Combine(RequiredHome, "AppData", "Roaming"), "HolySheep")
        : Path.Combine(Absolute("XDG_CONFIG_HOME") ?? Path.Combine(RequiredHome, ".config"), "holysheep");

    /// <summary>The folder of the state if no variable names one.</summary>
    public string State => _windows
        ? Path.Combine(Variable("LOCALAPPDATA") ?? Path.Combine(RequiredHome, "AppData", "Local"), "HolySheep")
        : Path.Combine(Absolute("XDG_STATE_HOME") ?? Path.Combine(RequiredHome, ".local", "state"), "holysheep");

    private string RequiredHome => Home ?? throw new ConfigurationException(
        "no home folder is known", hint: "Set HOLYSHEEP_HOME to a folder, or HOME.");

    /// <summary>A variable's value; null if it is not set or empty.</summary>
    public string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>The full path of a path that may be relative to a folder or begin with <c>~/</c>.</summary>
    /// <exception cref="ConfigurationException">No home folder is known for <c>~/</c>.</exception>
    /// <exception cref="ArgumentException">The text is not a valid path.</exception>
    public string FullPath(string path, string? folder = null)
    {
        var home = path.StartsWith("~/", StringComparison.Ordinal) || (_windows && path.StartsWith("~\\", StringComparison.Ordinal));
        var full = home ? Path.Combine(RequiredHome, path.Substring(2)) : Path.Combine(folder ?? "", path);
        return Path.GetFullPath(full);
    }

    /// <summary>The XDG rules: a relative path in a variable is ignored.</summary>
    private string? Absolute(string name) => Variable(name) is { } value && Path.IsPathRooted(value) ? value : null;
}
