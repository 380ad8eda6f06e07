using System;

namespace HolySheep.Configuration;

/// <summary>The process's own environment variables.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Reads a variable; a home folder that no variable names is asked from the system, for services without one.</summary>
    public static string? Read(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return value is null && name is ("HOME" or "USERPROFILE")
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            : value;
    }
}
