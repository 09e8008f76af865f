#!/bin/sh
# Makes java-layer.zip: a JVM in /opt/java for QNP on provided.al2023. Run it with a JDK 25 of the function's architecture,
# on a Linux with glibc 2.34 or older. Needs zip.
#
#   layer.sh [folder to put it in]
#   aws lambda publish-layer-version --layer-name qnp-java --zip-file fileb://java-layer.zip \
#     --compatible-runtimes provided.al2023 --compatible-architectures arm64
set -eu
target=$(cd "${1:-.}" && pwd)
jdk=${JAVA_HOME:?"set JAVA_HOME to a JDK 25"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# java.se and what libraries look for by themselves: TLS with elliptic curves, socket options, sun.misc.Unsafe, the zip file system
"$jdk/bin/jlink" --add-modules java.se,jdk.crypto.ec,jdk.net,jdk.unsupported,jdk.zipfs \
    --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$work/java"
# the JDK's own classes, ready to be mapped
"$work/java/bin/java" -Xshare:dump -XX:+UseSerialGC > /dev/null

rm -f "$target/java-layer.zip"
(cd "$work" && zip -qr "$target/java-layer.zip" java)
echo "$target/java-layer.zip"
