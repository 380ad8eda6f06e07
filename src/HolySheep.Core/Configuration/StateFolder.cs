using System;

namespace HolySheep.Configuration;

/// <summary>Finds the folder of the state that outlives a process.</summary>
public static class StateFolder
{
    /// <summary><c>HOLYSHEEP_HOME</c>, or <c>%LOCALAPPDATA%\HolySheep</c>, <c>$XDG_STATE_HOME/holysheep</c> or <c>~/.local/state/holysheep</c>. Creates nothing.</summary>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <exception cref="Errors.ConfigurationException">No home folder is known.</exception>
    public static string Find(Func<string, string?>? environment = null)
    {
        var folders = new UserFolders(environment ?? ProcessEnvironment.Read);
        return folders.FullPath(folders.Variable("HOLYSHEEP_HOME") ?? folders.State);
    }

    /// <summary>The folder of the state that processes share; null if <c>HOLYSHEEP_STATE</c> is <c>memory</c>, or if no home folder is known.</summary>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    public static string? FindShared(Func<string, string?>? environment = null)
    {
        if (string.Equals((environment ?? ProcessEnvironment.Read)("HOLYSHEEP_STATE"), "memory", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return Find(environment);
        }
        catch (Errors.ConfigurationException)
        {
            // Without a home folder there is no place to share state.
            return null;
        }
    }
}
