using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>How the operations of stores are cut.</summary>
internal static class StoreRules
{
    /// <summary>Operations of stores that take a function: what decides within a step of a store is data, so that an engine may keep it, send it and repeat it.</summary>
    /// <param name="module">The assembly.</param>
    /// <param name="isStore">Which interfaces are those of stores.</param>
    public static IReadOnlyList<string> TakesNoFunction(ModuleDefinition module, Func<TypeDefinition, bool> isStore) =>
    [
        .. from type in module.GetTypes()
           where type.IsInterface && isStore(type)
           from method in type.Methods
           from parameter in method.Parameters
           where IsFunction(parameter.ParameterType)
           select $"{type.Name}.{method.Name} takes the function '{parameter.Name}'",
    ];

    private static bool IsFunction(TypeReference type) =>
        type.Namespace == "System" && (type.Name.StartsWith("Func`", StringComparison.Ordinal) || type.Name.StartsWith("Action", StringComparison.Ordinal) || type.Name.StartsWith("Predicate`", StringComparison.Ordinal));
}
