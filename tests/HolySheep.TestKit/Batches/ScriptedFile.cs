using System;
using System.Text;

namespace HolySheep.TestKit.Batches;

/// <summary>A file that a scripted provider keeps.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="IsInput">True if a client uploaded it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ScriptedFile(string Id, string Name, ReadOnlyMemory<byte> Bytes, bool IsInput, DateTimeOffset CreatedAt)
{
    /// <summary>What is in it, read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
