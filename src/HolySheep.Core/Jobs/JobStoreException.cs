using System;

namespace HolySheep.Jobs;

/// <summary>The database of shared jobs cannot be used; the message names it and shows no secret.</summary>
internal sealed class JobStoreException(string message, string? permanentCode, Exception? inner) : Exception(message, inner)
{
    /// <summary>The code of a fault that only a person can fix, one of <see cref="Errors.ErrorCode"/>; null if it may pass.</summary>
    public string? PermanentCode => permanentCode;
}
