using System;
using System.IO;

namespace HolySheep.Cli.Input;

/// <summary>Standard input: opened only where a prompt is to be read from it.</summary>
/// <param name="IsTerminal">Whether a person would have to type.</param>
/// <param name="OpenStream">Opens it.</param>
internal sealed record StandardInput(bool IsTerminal, Func<Stream> OpenStream)
{
    public static StandardInput Open() => StandardDescriptor.IsInherited(StandardDescriptor.Input)
        ? new(!Console.IsInputRedirected, Console.OpenStandardInput)
        : new(false, () => Stream.Null);
}
