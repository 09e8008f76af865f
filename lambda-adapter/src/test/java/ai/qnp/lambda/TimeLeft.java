package ai.qnp.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** An invocation's context that knows only how much time is left. */
record TimeLeft(int millis) implements Context {
    @Override
    public int getRemainingTimeInMillis() {
        return millis;
    }

    @Override
    public String getAwsRequestId() {
        return "e1506fd5-9e7b-434f-bd42-4f8fa224b599";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/qnp";
    }

    @Override
    public String getLogStreamName() {
        return "2026/03/01/[$LATEST]0";
    }

    @Override
    public String getFunctionName() {
        return "qnp";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-central-1:123456789012:function:qnp";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException();
    }
}
