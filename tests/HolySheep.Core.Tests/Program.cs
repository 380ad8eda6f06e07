using System;
using HolySheep.Conversations;
using HolySheep.State;

namespace HolySheep;

/// <summary>The tests' own assembly as a process that a test can kill: <c>state-writer FOLDER</c>, <c>conversation-writer FOLDER NAME</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["state-writer", var folder]:
                StateWriter.Run(folder);
                return 0;
            case ["conversation-writer", var folder, var name]:
                ConversationWriter.Run(folder, name);
                return 0;
            default:
                Console.Error.WriteLine("Run the tests with 'dotnet test'.");
                return 1;
        }
    }
}
