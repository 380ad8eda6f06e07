using System;
using System.Management.Automation;
using System.Security;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a key as a <see cref="SecureString"/> or as the password of a <see cref="PSCredential"/>; plain text is refused and not repeated in the error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString key => key,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(
                "Pass a key as a SecureString, or as a PSCredential with the key as its password. Plain text is refused, because histories and logs would keep it. "
                + "Use Read-Host -AsSecureString, Get-Secret or Get-Credential, or set the environment variable HOLYSHEEP_API_KEY."),
        };
}
