using System;

namespace HolySheep.Configuration;

/// <summary>The process's own environment variables.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Reads a variable. A home folder that no variable names comes from the system, because services have no such variable.</summary>
    public static string? Read(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return value is null && name is ("HOME" or "USERPROFILE")
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            : value;
    }
}
