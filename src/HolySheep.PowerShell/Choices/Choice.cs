using System;

namespace HolySheep.PowerShell.Choices;

/// <summary>Turns a choice of a parameter into the core's own. Types of parameters lie in this assembly, since scripts, proxies and mocks find no other by its name.</summary>
internal static class Choice
{
    /// <summary>The core's value of the same name.</summary>
    internal static T Of<T>(Enum choice)
        where T : struct, Enum => (T)Enum.Parse(typeof(T), choice.ToString());
}
