using System;

namespace HolySheep.PowerShell.Choices;

/// <summary>Converts a parameter's enumeration to the core's. Parameter types are in this assembly, because scripts, proxies and mocks find no other by name.</summary>
internal static class Choice
{
    /// <summary>The core's value with the same name.</summary>
    internal static T Of<T>(Enum choice)
        where T : struct, Enum => (T)Enum.Parse(typeof(T), choice.ToString());
}
