using System;

namespace HolySheep.Configuration;

/// <summary>Finds the folder of what outlives a process.</summary>
public static class StateFolder
{
    /// <summary><c>HOLYSHEEP_HOME</c>, else <c>%LOCALAPPDATA%\HolySheep</c>, <c>$XDG_STATE_HOME/holysheep</c> or <c>~/.local/state/holysheep</c>; nothing is created.</summary>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <exception cref="Errors.ConfigurationException">No home folder is known.</exception>
    public static string Find(Func<string, string?>? environment = null)
    {
        var folders = new UserFolders(environment ?? ProcessEnvironment.Read);
        return folders.FullPath(folders.Variable("HOLYSHEEP_HOME") ?? folders.State);
    }
}
