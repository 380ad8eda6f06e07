using System;
using HolySheep.State;

namespace HolySheep;

/// <summary>The tests' own assembly as a process that a test can kill: <c>state-writer FOLDER</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["state-writer", var folder]:
                StateWriter.Run(folder);
                return 0;
            default:
                Console.Error.WriteLine("Run the tests with 'dotnet test'.");
                return 1;
        }
    }
}
